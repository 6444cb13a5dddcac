using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_else_stays()
    {
        var file = _temporary.PathOf("a.json");
        AtomicFile.Write(file, "a long first text");
        AtomicFile.Write(file, "µ");
        Assert.Equal([0xC2, 0xB5], File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFiles(_temporary.Root));
    }

    [Fact]
    public async Task A_reader_sees_one_of_the_texts_while_writers_replace_the_file()
    {
        var file = _temporary.PathOf("a.json");
        string[] texts = [new('a', 40_000), new('b', 70_000)];
        AtomicFile.Write(file, texts[0]);
        var writers = texts.Select(text => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                AtomicFile.Write(file, text);
            }
        })).ToArray();
        for (var i = 0; i < 200; i++)
        {
            Assert.Contains(File.ReadAllText(file), texts);
        }

        await Task.WhenAll(writers);
    }

    [Theory]
    [InlineData("missing/a.json")]
    [InlineData("file/a.json")]
    [InlineData("folder")]
    public void What_cannot_be_written_is_named_and_leaves_nothing(string name)
    {
        File.WriteAllText(_temporary.PathOf("file"), "");
        Directory.CreateDirectory(_temporary.PathOf("folder"));
        var refused = Assert.Throws<RunException>(() => AtomicFile.Write(_temporary.PathOf(name), "text"));
        Assert.Contains(_temporary.PathOf(name), refused.Message, StringComparison.Ordinal);
        Assert.Contains("Free some space or repair the folder's rights", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(_temporary.Root).Length);
    }
}
