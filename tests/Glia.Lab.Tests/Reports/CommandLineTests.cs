using Glia.Lab.Reports;

namespace Glia.Lab.Tests.Reports;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(new[] { 1L, 2L, 3L }, new string[0], "glia run sample --preset quick --seeds 3")]
    [InlineData(new[] { 2L, 3L }, new[] { "size=2" }, "glia run sample --preset quick --set size=2 --seeds 2,3")]
    [InlineData(new[] { 5L }, new[] { "name=it's $HOME" }, "glia run sample --preset quick --set 'name=it'\\''s $HOME' --seeds 5-5")]
    public void The_command_repeats_the_run_in_any_shell(long[] seeds, string[] set, string command)
    {
        var record = _temporary.Make("run", ["a"], seeds).Record with { Set = set };
        Assert.Equal(command, CommandLine.Repeat(record));
        Assert.Equal(seeds, Lab.Runs.SeedList.Parse(command.Split(' ')[^1]));
    }
}
