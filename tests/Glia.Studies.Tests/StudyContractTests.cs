using System.Diagnostics;
using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Execution;
using Glia.Lab.Options;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Testing;

namespace Glia.Studies.Tests;

/// <summary>What every study must keep, run on each by itself.</summary>
public sealed class StudyContractTests : IDisposable
{
    private static readonly StudyCatalog Catalog = new(typeof(StudiesAssembly).Assembly);
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-contract-").FullName;

    public static TheoryData<string> Slugs => [.. Catalog.Studies.Select(study => study.Slug)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Options_survive_a_round_trip_through_json(string slug)
    {
        var study = Catalog.Find(slug)!;
        foreach (var preset in study.Presets)
        {
            var json = study.Options.Json(preset.Options);
            Assert.Equal(json.GetRawText(), study.Options.Json(study.Options.Parse(json)).GetRawText());
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Options_survive_being_set_from_their_own_text(string slug)
    {
        var study = Catalog.Find(slug)!;
        foreach (var preset in study.Presets)
        {
            var assignments = study.Options.Properties.Select(property => $"{property.Name}={property.Text(preset.Options)}");
            Assert.Equal(study.Options.Json(preset.Options).GetRawText(), study.Options.Json(study.Options.With(preset.Options, assignments)).GetRawText());
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void An_unknown_option_is_refused_and_the_nearest_is_named(string slug)
    {
        var study = Catalog.Find(slug)!;
        var known = study.Options.Properties[0].Name;
        var refused = Assert.Throws<OptionException>(() => study.Options.With(study.Presets[0].Options, [known + "x=1"]));
        Assert.Contains($"'{known}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_option_and_claim_is_documented(string slug)
    {
        var study = Catalog.Find(slug)!;
        Assert.All(study.Options.Properties, property => Assert.NotEmpty(property.Documentation));
        Assert.All(study.Claims, claim => Assert.All([claim.Statement, claim.Claimed, claim.Setting, claim.Rule], Assert.NotEmpty));
        Assert.All([study.Paper, study.Data, study.Differences], Assert.NotEmpty);
        Assert.Equal(Enum.GetValues<PresetName>(), study.Presets.Select(preset => preset.Name));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_documentation_names_the_paper_and_its_data(string slug)
    {
        var page = Repository.PathOf("docs", "papers", slug + ".md");
        Assert.True(File.Exists(page), $"{page} is missing.");
        var text = File.ReadAllText(page);
        Assert.Contains(Catalog.Find(slug)!.Paper, text, StringComparison.Ordinal);
        Assert.Contains(Catalog.Find(slug)!.Data, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_plan_is_the_same_each_time_and_its_keys_are_unique(string slug)
    {
        var study = Catalog.Find(slug)!;
        foreach (var preset in study.Presets)
        {
            var keys = study.Plan(preset.Options, [1, 2]).Select(trial => trial.Key).ToList();
            Assert.Equal(keys, study.Plan(study.Options.Parse(study.Options.Json(preset.Options)), [1, 2]).Select(trial => trial.Key));
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Killed_and_resumed_reordered_and_in_parallel_a_run_gives_the_same_bits(string slug)
    {
        var study = Catalog.Find(slug)!;
        var whole = await RunAsync(study, "whole", new InProcessExecutor(parallel: 1, TimeProvider.System), stopAfter: int.MaxValue);

        // Interrupted after three trials and resumed with several at once: other trials run first, and side by side.
        var session = new RunSession(new RunsFolder(Path.Combine(_folder, "parts")), TimeProvider.System);
        var run = session.Create(study, new RunRequest(PresetName.Smoke, [], [1]));
        using (var wish = new StopWish())
        {
            await session.ContinueAsync(run, study, new InProcessExecutor(parallel: 1, TimeProvider.System), new StopAfter(3, wish), wish);
        }

        using var none = new StopWish();
        await session.ContinueAsync(run, study, new InProcessExecutor(parallel: 3, TimeProvider.System), new ObserverGroup(), none);
        Assert.Equal(whole, TableText(run));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Judging_and_drawing_are_pure_and_stand_an_empty_table(string slug)
    {
        var study = Catalog.Find(slug)!;
        await RunAsync(study, "judged", new InProcessExecutor(parallel: 2, TimeProvider.System), stopAfter: int.MaxValue);
        var run = RunFolder.Open(new RunsFolder(Path.Combine(_folder, "judged")).Find(RunsFolder.Last));
        var options = study.Options.Parse(run.Record.Options);
        var table = run.Table(Assert.Fail);
        string Judged() => JsonSerializer.Serialize(study.Judge(table, options), LabJson.Compact);
        string Drawn() => string.Concat(study.Draw(table, options).Select(figure => figure.ToJson()));
        Assert.Equal(Judged(), Judged());
        Assert.Equal(Drawn(), Drawn());
        Assert.All(study.Judge(new TrialTable([]), options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(study.Draw(new TrialTable([]), options));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task The_smoke_preset_takes_less_than_ten_seconds_and_judges_nothing(string slug)
    {
        var clock = Stopwatch.StartNew();
        await RunAsync(Catalog.Find(slug)!, "smoke", new InProcessExecutor(parallel: 2, TimeProvider.System), stopAfter: int.MaxValue);
        var run = RunFolder.Open(new RunsFolder(Path.Combine(_folder, "smoke")).Find(RunsFolder.Last));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"The smoke preset took {clock.Elapsed}.");
        Assert.All(run.Findings(), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.All(["report.html", "metrics.parquet", "events.jsonl", "environment.json"], file => Assert.True(File.Exists(run.File(file))));
    }

    private async Task<string> RunAsync(Study study, string name, IExecutor executor, int stopAfter)
    {
        var session = new RunSession(new RunsFolder(Path.Combine(_folder, name)), TimeProvider.System);
        var run = session.Create(study, new RunRequest(PresetName.Smoke, [], [1]));
        using var wish = new StopWish();
        await session.ContinueAsync(run, study, executor, new StopAfter(stopAfter, wish), wish);
        return TableText(run);
    }

    // Everything that a trial says but how long it took.
    private static string TableText(RunFolder run)
    {
        var table = run.Table(Assert.Fail);
        Assert.Equal(run.Plan.Count, table.Rows.Count);
        return string.Join('\n', table.Rows.Select(row => row.Trial.Key + JsonSerializer.Serialize(row.Result, LabJson.Compact)));
    }

    private sealed class StopAfter(int trials, StopWish wish) : IRunObserver
    {
        private int _finished;

        public void Observe(RunEvent happened)
        {
            if (happened is TrialFinished && ++_finished == trials)
            {
                wish.Press();
            }
        }
    }
}
