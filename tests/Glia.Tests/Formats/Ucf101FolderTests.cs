using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class Ucf101FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ucf").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lists_and_clips_are_joined()
    {
        Write("classInd.txt", "1 Archery", "2 Biking", "");
        Write("trainlist01.txt", "Archery/a.avi 1", "Biking/b.avi 2");
        Write("testlist01.txt", "Biking/c.avi");
        Write("Archery/a.y4m");
        Write("Biking/b/0001.png");
        Write("Biking/c.y4m");
        var folder = Ucf101Folder.Open(_folder);
        Assert.Equal(["Archery", "Biking"], folder.Classes);
        Assert.Equal([0, 1], folder.Train.Select(clip => clip.Label));
        Assert.Equal(Path.Combine(_folder, "Biking/b"), folder.Train[1].Path);
        Assert.Equal(Path.Combine(_folder, "Biking/c.y4m"), Assert.Single(folder.Test).Path);
    }

    [Fact]
    public void What_is_missing_or_wrong_is_named_with_its_line()
    {
        Assert.Contains("UCF101TrainTestSplits", Fault());
        Write("ucfTrainTestlist/classInd.txt", "1 Archery", "3 Biking");
        Assert.Contains("Expected '2 NameOfTheClass', got '3 Biking'", Fault());
        Write("ucfTrainTestlist/classInd.txt", "1 Archery");
        Write("ucfTrainTestlist/trainlist01.txt", "Swimming/a.avi 1");
        Assert.Contains("got 'Swimming/a.avi 1'", Fault());
        Write("ucfTrainTestlist/trainlist01.txt", "Archery/a.avi 1");
        Assert.Contains("at 1: There is neither", Fault());
        Assert.Contains("ffmpeg -i", Fault());
        Assert.Throws<ArgumentOutOfRangeException>(() => Ucf101Folder.Open(_folder, 4));
    }

    private string Fault() => Assert.Throws<GliaFormatException>(() => Ucf101Folder.Open(_folder)).Message;

    private void Write(string name, params string[] lines)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
    }
}
