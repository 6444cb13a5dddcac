using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void An_opened_run_says_what_was_made()
    {
        var made = _temporary.Make("run", ["a", "b"], [1, 2], size: 7);
        var opened = RunFolder.Open(made.FullPath);
        Assert.Equal(made.Plan.Select(trial => trial.Key), opened.Plan.Select(trial => trial.Key));
        Assert.Equal(7, opened.Record.Options.GetProperty("size").GetInt32());
        Assert.Equal([1, 2], opened.Record.Seeds);
        Assert.Equal(made.Record with { Options = default, Seeds = [], Set = [] }, opened.Record with { Options = default, Seeds = [], Set = [] });
    }

    [Fact]
    public void A_name_is_given_once()
    {
        _temporary.Make("run", ["a"], [1]);
        var refused = Assert.Throws<RunException>(() => _temporary.Make("run", ["a"], [1]));
        Assert.Contains(_temporary.PathOf("run"), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "newer version of Glia (layout 2; this version knows 1). Update Glia")]
    [InlineData("\"format\": 1", "\"format\": 0", "'format' must be a whole number of 1 or more")]
    [InlineData("\"format\": 1", "\"format\": \"one\"", "'format' must be a whole number of 1 or more")]
    [InlineData("\"format\": 1,", "", "'format' must be a whole number of 1 or more")]
    [InlineData("\"seeds\"", "\"sceds\"", "run.json cannot be read")]
    [InlineData("}", "", "run.json cannot be read")]
    public void A_record_that_this_version_cannot_read_is_refused_with_the_reason(string text, string instead, string says)
    {
        var run = _temporary.Make("run", ["a"], [1]);
        var file = run.File("run.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace(text, instead, StringComparison.Ordinal));
        Assert.Contains(says, Assert.Throws<RunException>(() => RunFolder.Open(run.FullPath)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_record_that_is_no_record_is_refused(string text)
    {
        var run = _temporary.Make("run", ["a"], [1]);
        File.WriteAllText(run.File("run.json"), text);
        Assert.Contains("run.json cannot be read", Assert.Throws<RunException>(() => RunFolder.Open(run.FullPath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_plan_and_a_folder_that_is_no_run_are_refused()
    {
        var run = _temporary.Make("run", ["a"], [1]);
        File.AppendAllText(run.File("plan.jsonl"), "{\"key\":");
        Assert.Contains("plan of the run", Assert.Throws<RunException>(() => RunFolder.Open(run.FullPath)).Message, StringComparison.Ordinal);
        Assert.Contains("is no run folder", Assert.Throws<RunException>(() => RunFolder.Open(_temporary.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_the_finished_trials_in_the_plan_s_order()
    {
        var run = _temporary.Make("run", ["z", "a"], [2, 1]);
        TemporaryRuns.Measure(run, "a", 1, ("m", 4));
        TemporaryRuns.Measure(run, "z", 1, ("m", 2));
        TemporaryRuns.Measure(run, "z", 2, ("m", 1));
        Assert.Equal([("z", 2L, 1.0), ("z", 1L, 2.0), ("a", 1L, 4.0)], run.Table(Assert.Fail).Rows.Select(row => (row.Trial.ArmName, row.Trial.Seed, row.Result.Metrics["m"])));
    }
}
