using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Tests.Runs;

public sealed class RunSessionTests : IDisposable
{
    private static readonly SampleStudy Study = new((_, context) =>
        new TrialResult { Metrics = new Dictionary<string, double> { ["mean"] = context.Stream("x").NextDouble() } })
    { ArmNames = ["plain", "<script>alert('&')</script>"] };

    private readonly TemporaryRuns _temporary = new();
    private readonly List<RunEvent> _events = [];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_finished_run_has_all_its_parts_and_its_resume_runs_nothing()
    {
        var (session, run) = Create();
        Assert.True(await ContinueAsync(session, run));
        Assert.All(
            ["run.json", "environment.json", "plan.jsonl", "events.jsonl", "findings.json", "metrics.parquet", "report.html"],
            file => Assert.True(File.Exists(run.File(file)), file));
        Assert.Equal("C1", Assert.Single(run.Findings()).ClaimId);

        _events.Clear();
        Assert.True(await ContinueAsync(session, run));
        Assert.Equal(0, Assert.Single(_events.OfType<RunStarted>()).Missing);
        Assert.Empty(_events.OfType<TrialStarted>());
    }

    [Fact]
    public async Task A_run_of_another_version_goes_on_with_a_warning()
    {
        var run = _temporary.Make("old", Study.ArmNames, [1]);
        await ContinueAsync(new RunSession(_temporary.Runs, TimeProvider.System), run);
        Assert.StartsWith("The run was begun by Glia 0; this is ", Assert.Single(_events.OfType<RunWarning>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_trial_is_known_after_the_first_whole_run()
    {
        var (session, run) = Create();
        Assert.Null(session.MeanTrialTime("sample", PresetName.Quick));
        await ContinueAsync(session, run);
        Assert.NotNull(session.MeanTrialTime("sample", PresetName.Quick));
        Assert.Null(session.MeanTrialTime("sample", PresetName.Desk));
    }

    [Fact]
    public async Task The_smoke_preset_judges_nothing()
    {
        var (session, run) = Create(PresetName.Smoke);
        await ContinueAsync(session, run);
        Assert.Equal(Verdict.NotTested, Assert.Single(run.Findings()).Verdict);
    }

    [Fact]
    public async Task The_report_needs_nothing_else_and_shows_names_as_they_are()
    {
        var (session, run) = Create();
        await ContinueAsync(session, run);
        run.Store.WriteFailure("later", "<b>It fell over.</b>");
        await session.FinishAsync(run, Study);
        var page = File.ReadAllText(run.File("report.html"));
        Assert.Contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("A &lt;sample&gt; &amp; more.", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;It fell over.&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.All(["<script", "<b>It", " src=", "<link", "@import", "url("], part => Assert.DoesNotContain(part, page, StringComparison.OrdinalIgnoreCase));
    }

    private (RunSession Session, RunFolder Run) Create(PresetName preset = PresetName.Quick)
    {
        var session = new RunSession(_temporary.Runs, TimeProvider.System);
        return (session, session.Create(Study, new RunRequest(preset, [], Seeds: null)));
    }

    private async Task<bool> ContinueAsync(RunSession session, RunFolder run)
    {
        using var wish = new StopWish();
        return await session.ContinueAsync(run, Study, new InProcessExecutor(parallel: 2, TimeProvider.System), new Recorder(_events), wish);
    }

    private sealed class Recorder(List<RunEvent> events) : IRunObserver
    {
        public void Observe(RunEvent happened) => events.Add(happened);
    }
}
