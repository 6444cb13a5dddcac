using System.Globalization;

namespace Glia.Formats;

/// <summary>A folder of UCF101 (Soomro, Zamir, Shah 2012): a folder a class with clips, and the lists of a split into training and test.</summary>
/// <remarks>The clips come as AVI, which is not read: each must lie beside it, or in its place, as <c>name.y4m</c> or as a folder <c>name</c> of PNG or JPEG frames.
/// The lists <c>classInd.txt</c>, <c>trainlist01.txt</c> and <c>testlist01.txt</c> lie in the folder or in its <c>ucfTrainTestlist</c>.</remarks>
/// <param name="Classes">Names, by label.</param>
/// <param name="Train">Clips for training.</param>
/// <param name="Test">Clips for the test.</param>
public sealed record Ucf101Folder(IReadOnlyList<string> Classes, IReadOnlyList<Ucf101Clip> Train, IReadOnlyList<Ucf101Clip> Test)
{
    private const string ClassList = "classInd.txt";

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">Holds the class folders.</param>
    /// <param name="split">Which of the three splits, 1 to 3; the paper takes the first.</param>
    /// <exception cref="GliaFormatException">A list is missing or damaged (the offset is the line), or a clip that it names is not there or not converted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
    public static Ucf101Folder Open(string folder, int split = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(split, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(split, 3);
        var classes = new List<string>();
        var (file, rows) = Rows(folder, ClassList);
        foreach (var (line, row) in rows)
        {
            classes.Add(row.Split(' ') is [var number, var name] && number == (classes.Count + 1).ToString(CultureInfo.InvariantCulture)
                ? name
                : throw new GliaFormatException(file, line, $"Expected '{classes.Count + 1} NameOfTheClass', got '{Shown(row)}'."));
        }

        return new Ucf101Folder(classes, Clips(folder, $"trainlist0{split}.txt", classes), Clips(folder, $"testlist0{split}.txt", classes));
    }

    // A row of the training list is 'Class/v_Class_g08_c01.avi 1'; the test list has no number. The label is that of the class folder.
    private static List<Ucf101Clip> Clips(string folder, string list, List<string> classes)
    {
        var clips = new List<Ucf101Clip>();
        var (file, rows) = Rows(folder, list);
        foreach (var (line, row) in rows)
        {
            var name = row.Split(' ')[0];
            var label = name.Split('/') is [var folderName, _] ? classes.IndexOf(folderName) : -1;
            if (label < 0)
            {
                throw new GliaFormatException(file, line, $"Expected 'Class/clip.avi' with a class of {ClassList}, got '{Shown(row)}'.");
            }

            var stem = Path.Combine(folder, Path.ChangeExtension(name, null));
            clips.Add(File.Exists(stem + ".y4m") ? new Ucf101Clip(stem + ".y4m", label)
                : Directory.Exists(stem) ? new Ucf101Clip(stem, label)
                : throw new GliaFormatException(file, line, $"There is neither {stem}.y4m nor a folder {stem} of frames. AVI is not read; convert it: ffmpeg -i {stem}.avi -pix_fmt yuv420p {stem}.y4m"));
        }

        return clips;
    }

    private static (string File, IEnumerable<(int Line, string Row)> Rows) Rows(string folder, string list)
    {
        var file = new[] { folder, Path.Combine(folder, "ucfTrainTestlist") }.Select(place => Path.Combine(place, list)).FirstOrDefault(File.Exists)
            ?? throw new GliaFormatException(Path.Combine(folder, list), 0, "The folder has no such list. Give the folder UCF-101 with the class folders, and put the files of UCF101TrainTestSplits-RecognitionTask.zip into it.");
        return (file, File.ReadLines(file).Select((row, i) => (i + 1, row.Trim())).Where(row => row.Item2.Length > 0));
    }

    private static string Shown(string row) => row.Length > 80 ? row[..80] + "…" : row;
}
