using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class LineFileTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    private string Target => _temporary.PathOf("lines.jsonl");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Lines_go_behind_those_that_are_there()
    {
        Append("a");
        Append("b", "c");
        Assert.Equal("a\nb\nc\n", File.ReadAllText(Target));
    }

    [Fact]
    public void A_torn_line_is_ended_and_does_not_swallow_the_next()
    {
        File.WriteAllText(Target, "whole\n{\"tor");
        Append("next");
        Assert.Equal(["whole", "{\"tor", "next"], File.ReadAllLines(Target));
    }

    [Fact]
    public void Others_read_whole_lines_while_the_file_is_open()
    {
        using var lines = LineFile.Open(Target);
        lines.Append("a");
        using var reader = new StreamReader(new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal("a\n", reader.ReadToEnd());
        lines.Append("b");
        Assert.Equal("b\n", reader.ReadToEnd());
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named()
    {
        var file = _temporary.PathOf("missing/lines.jsonl");
        Assert.Contains(file, Assert.Throws<RunException>(() => LineFile.Open(file)).Message, StringComparison.Ordinal);
    }

    private void Append(params string[] texts)
    {
        using var lines = LineFile.Open(Target);
        Array.ForEach(texts, lines.Append);
    }
}
