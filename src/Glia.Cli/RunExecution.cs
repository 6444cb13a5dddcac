using System.Globalization;
using System.Runtime.InteropServices;
using Glia.Cli.Commands;
using Glia.Cli.Display;
using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>Runs a study on the console: plan, progress, Ctrl-C, and the answer at the end.</summary>
internal sealed class RunExecution(CliContext context, ExecutionChoice choice)
{
    private readonly RunSession _session = new(choice.Runs, context.Clock);
    private readonly IAnsiConsole _people = choice.Json ? context.Error : context.Output;

    /// <summary>Prints what a run would do, and checks that it can.</summary>
    public void PrintPlan(Study study, RunRequest request)
    {
        var preset = study.Preset(request.Preset);
        var options = study.Options.With(preset.Options, request.Set);
        var seeds = request.Seeds ?? SeedList.First(preset.Seeds);
        var plan = study.Plan(options, seeds);
        var measured = request.Set.Count == 0 ? _session.MeanTrialTime(study.Slug, request.Preset) : null;
        var expected = measured is { } mean
            ? $"about {Duration.Text(mean * plan.Count / (choice.Workers ?? choice.Parallel))}, by the last run here"
            : $"about {Duration.Text(preset.Expected)} on two cores";
        var arms = plan.Select(trial => trial.ArmName).Distinct().Count();
        Line(string.Create(CultureInfo.InvariantCulture, $"{study.Slug}, {request.Preset.ToString().ToLowerInvariant()} preset: {arms} arms, {seeds.Count} seeds, {plan.Count} trials; {expected}"));
        Line($"data: {study.Data} {preset.Scale}");
        var missing = preset.RequiredData.Where(name => !DataNeeds.IsHere(name)).ToList();
        if (missing.Count > 0)
        {
            throw new MissingException($"The {request.Preset.ToString().ToLowerInvariant()} preset needs the data {string.Join(", ", missing)}, which this machine does not have. Get it with: {string.Join(" && ", missing.Select(name => $"glia data get {name}"))}");
        }
    }

    /// <summary>Makes a run and runs it.</summary>
    public async Task<int> StartAsync(Study study, RunRequest request) => await ContinueAsync(_session.Create(study, request), study);

    /// <summary>Runs what a run misses, and prints the answer.</summary>
    public async Task<int> ContinueAsync(RunFolder run, Study study)
    {
        using var wish = new StopWish();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Interrupt(signal, wish));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Interrupt(signal, wish));
        IExecutor executor = choice.Workers is { } workers
            ? new WorkerExecutor(workers, Self.Command, context.Clock)
            : new InProcessExecutor(choice.Parallel, context.Clock);
        var display = RunDisplay.For(_people, run, executor, context.Clock);
        var observer = choice.Json ? new ObserverGroup(display, new EventLog(context.Output.Profile.Out.Writer)) : (IRunObserver)display;
        var finished = await display.ShowAsync(() => _session.ContinueAsync(run, study, executor, observer, wish));
        if (!finished)
        {
            Line($"Interrupted; what was finished is kept. Go on with: glia resume {run.Record.Name}{RunsOption()}");
            return ExitCodes.Interrupted;
        }

        return Answer(run, study);
    }

    private int Answer(RunFolder run, Study study)
    {
        var findings = run.Findings();
        AnswerScreen.Print(_people, study, run, findings);
        var failures = run.Store.Failures().Count;
        if (failures > 0)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"{failures} of {run.Plan.Count} trials failed; why is in {run.File("trials")}. Try them again with: glia resume {run.Record.Name}{RunsOption()}"));
            return ExitCodes.TrialsFailed;
        }

        return choice.Strict && findings.Any(finding => finding.Verdict is Verdict.NotReproduced or Verdict.Partly) ? ExitCodes.NotReproduced : ExitCodes.Ok;
    }

    private void Interrupt(PosixSignalContext signal, StopWish wish)
    {
        signal.Cancel = true;
        var first = !wish.AfterTrials.IsCancellationRequested;
        wish.Press();
        context.Error.WriteLine(first ? "Ending after the trials that run now; press Ctrl-C again to end at once." : "Ending at once.");
    }

    private string RunsOption() => choice.Runs.FullPath == RunsFolder.Default.FullPath ? "" : $" --runs {choice.Runs.FullPath}";

    private void Line(string text) => _people.Write(new Text(text + "\n"));
}
