using System.Text.Json;
using Glia.Lab.Execution;
using Glia.Lab.Figures;
using Glia.Lab.Progress;
using Glia.Lab.Reports;
using Glia.Lab.Studies;

namespace Glia.Lab.Runs;

/// <summary>Makes runs, runs what they miss, and finishes them: judge, draw, report.</summary>
/// <param name="runs">Where the runs are.</param>
/// <param name="clock">The time.</param>
public sealed class RunSession(RunsFolder runs, TimeProvider clock)
{
    /// <summary>Makes the folder of a new run; nothing runs yet.</summary>
    /// <exception cref="Options.OptionException">An option is unknown or its value not allowed.</exception>
    /// <exception cref="RunException">The folder cannot be made.</exception>
    public RunFolder Create(Study study, RunRequest request)
    {
        var preset = study.Preset(request.Preset);
        var options = study.Options.With(preset.Options, request.Set);
        var seeds = request.Seeds ?? SeedList.First(preset.Seeds);
        var provenance = Provenance.Read();
        var now = clock.GetUtcNow();
        var record = new RunRecord
        {
            Name = runs.FreeName(now, study.Slug, preset.Name.ToString()),
            Study = study.Slug,
            Preset = preset.Name,
            Scale = preset.Scale,
            Options = study.Options.Json(options),
            Set = request.Set,
            Seeds = seeds,
            Created = now,
            Version = provenance.Version,
            Commit = provenance.Commit,
            Dirty = provenance.Diff is { Length: > 0 },
            Parent = request.Parent,
        };
        return RunFolder.Create(runs.FullPath, record, study.Plan(options, seeds), EnvironmentRecord.Read(study.UsesLibtorch), provenance.Diff);
    }

    /// <summary>Runs the missing trials of a run; when all are done or failed, finishes it.</summary>
    /// <returns>Whether the run is finished: false when the user ended it before.</returns>
    /// <exception cref="RunException">Another process runs it, or the folder cannot be written.</exception>
    public async Task<bool> ContinueAsync(RunFolder run, Study study, IExecutor executor, IRunObserver observer, StopWish wish)
    {
        using var held = RunLock.Take(run.FullPath);
        using var log = EventLog.AppendTo(run.File("events.jsonl"));
        var observers = new ObserverGroup(log, observer);
        if (run.Record.Version != Provenance.GliaVersion)
        {
            observers.Observe(new RunWarning(clock.GetUtcNow(), $"The run was begun by Glia {run.Record.Version}; this is {Provenance.GliaVersion}. If a study's code changed in between, its trials do not belong together."));
        }

        var done = run.Store.Read(message => observers.Observe(new RunWarning(clock.GetUtcNow(), message)));
        var missing = run.Plan.Where(trial => !done.ContainsKey(trial.Key)).ToList();
        observers.Observe(new RunStarted(clock.GetUtcNow(), run.Record.Name, run.Plan.Count, missing.Count, executor.Name));
        try
        {
            await executor.ExecuteAsync(run, study, missing, observers, wish);
        }
        catch (RunException)
        {
            NoteEndAfterProblem(run, observers);
            throw;
        }

        var completed = NoteEnd(run, observers, wish.AfterTrials.IsCancellationRequested);
        if (wish.AfterTrials.IsCancellationRequested && completed + run.Store.Failures().Count < run.Plan.Count)
        {
            return false;
        }

        await FinishAsync(run, study);
        return true;
    }

    /// <summary>Judges and draws what a run has, and writes findings, figures, metrics and report anew.</summary>
    public async Task<IReadOnlyList<Finding>> FinishAsync(RunFolder run, Study study)
    {
        var options = study.Options.Parse(run.Record.Options);
        var table = run.Table(_ => { });
        IReadOnlyList<Finding> findings = run.Record.Preset == PresetName.Smoke
            ? [.. study.Claims.Select(claim => Finding.NotTested(claim.Id, "The smoke preset judges nothing."))]
            : study.Judge(table, options);
        AtomicFile.Write(run.File("findings.json"), JsonSerializer.Serialize(findings, LabJson.Readable));
        var figures = study.Draw(table, options);
        AtomicFile.MakeFolder(run.File("figures"));
        foreach (var figure in figures)
        {
            FigureRenderer.Save(figure, run.File("figures"));
        }

        var metrics = MetricsTable.Of(run);
        await ParquetExport.WriteAsync(metrics, run.File("metrics.parquet"));
        AtomicFile.Write(run.File("report.html"), HtmlReport.Write(new ReportContent(study, run, findings, figures, metrics)));
        UpdateIndex(run);
        return findings;
    }

    /// <summary>The mean time that a trial of a study takes here, by the newest finished run of the same preset; null if there is none.</summary>
    public TimeSpan? MeanTrialTime(string slug, PresetName preset)
    {
        if (!Directory.Exists(runs.FullPath))
        {
            return null; // Asking makes no folder.
        }

        using var index = new RunIndex(runs);
        var newest = index.List(slug, limit: 50).FirstOrDefault(run => run.Preset == preset && run.IsComplete);
        if (newest is null || !Directory.Exists(Path.Combine(runs.FullPath, newest.Name)))
        {
            return null;
        }

        var seconds = RunFolder.Open(Path.Combine(runs.FullPath, newest.Name)).Store.Read(_ => { }).Values.Select(trial => trial.Seconds).ToList();
        return seconds.Count == 0 ? null : TimeSpan.FromSeconds(seconds.Average());
    }

    private int NoteEnd(RunFolder run, IRunObserver observers, bool interrupted)
    {
        var completed = run.Store.Read(_ => { }).Count;
        observers.Observe(new RunEnded(clock.GetUtcNow(), completed, run.Plan.Count, interrupted));
        UpdateIndex(run);
        return completed;
    }

    private void NoteEndAfterProblem(RunFolder run, IRunObserver observers)
    {
        try
        {
            NoteEnd(run, observers, interrupted: false);
        }
        catch (RunException)
        {
            // Most likely the same full disk; the first problem is the one to report.
        }
    }

    private void UpdateIndex(RunFolder run)
    {
        // A run outside the runs folder (opened by its path) is not this index's business.
        if (Path.GetDirectoryName(run.FullPath) == runs.FullPath)
        {
            using var index = new RunIndex(runs);
            index.Update(run.FullPath);
        }
    }
}
