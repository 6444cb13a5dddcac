using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class RunIndexTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_new_index_knows_the_runs_that_are_there_and_an_old_one_those_it_was_told_of()
    {
        var first = _temporary.Make("first", ["a"], [1, 2]);
        using var index = new RunIndex(_temporary.Runs);
        Assert.Equal("first", Assert.Single(index.List(study: null, 10)).Name);

        TemporaryRuns.Measure(first, "a", 1, ("m", 1));
        _temporary.Make("second", ["a"], [1]);
        Assert.Equal(0, Assert.Single(index.List(study: null, 10)).Done);
        index.Update(first.FullPath);
        Assert.Equal(1, Assert.Single(index.List(study: null, 10)).Done);
        Assert.Empty(index.Rebuild());
        Assert.Equal(["first", "second"], index.List(study: null, 10).Select(run => run.Name).Order());
    }

    [Fact]
    public void Runs_that_cannot_be_read_are_left_out_with_the_reason()
    {
        _temporary.Make("good", ["a"], [1]);
        File.WriteAllText(_temporary.Make("bad", ["a"], [1]).File("run.json"), "{");
        using var index = new RunIndex(_temporary.Runs);
        Assert.Contains("bad", Assert.Single(index.Rebuild()), StringComparison.Ordinal);
        Assert.Equal("good", Assert.Single(index.List(study: null, 10)).Name);
    }

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        var runs = Enumerable.Range(0, 12).Select(number => _temporary.Make($"run-{number}", ["a"], [1])).ToList();
        await Task.WhenAll(runs.Select(run => Task.Run(() =>
        {
            TemporaryRuns.Measure(run, "a", 1, ("m", 1));
            using var index = new RunIndex(_temporary.Runs);
            index.Update(run.FullPath);
        })));
        using var all = new RunIndex(_temporary.Runs);
        Assert.Equal(12, all.List(study: null, 100).Count(run => run.IsComplete));
    }

    [Fact]
    public void Lists_can_be_of_one_study_and_of_some_length()
    {
        _temporary.Make("a", ["a"], [1], study: "one");
        _temporary.Make("b", ["a"], [1], study: "two");
        _temporary.Make("c", ["a"], [1], study: "two");
        using var index = new RunIndex(_temporary.Runs);
        Assert.Equal(["c", "b"], index.List("two", 10).Select(run => run.Name));
        Assert.Equal(["c"], index.List("two", 1).Select(run => run.Name));
        Assert.Empty(index.List("three", 10));
    }
}
