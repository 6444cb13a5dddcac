using System.CommandLine;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary><c>glia run</c>: makes a run of a paper's study and runs it.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var paper = new Argument<string>("paper") { Description = "The paper's slug (glia papers lists them)" };
        var (preset, set, seeds, execution) = (SharedOptions.Preset(), SharedOptions.Set(), SharedOptions.Seeds(), new ExecutionOptions());
        var dryRun = new Option<bool>("--dry-run") { Description = "Print plan, expected time and data needs, and stop" };
        var command = new Command("run", """
            Rerun a paper's claim: claimed beside measured, and a run folder with report, figures and data.

            Examples:
              glia run power-law-rehearsal
              glia run power-law-rehearsal --preset desk --seeds 101-105
              glia run power-law-rehearsal --set fraction=0.1 --workers 2
              glia run sparse-dendrites --dry-run
            """) { paper, preset, set, seeds, dryRun };
        execution.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var study = context.Study(parsed.GetValue(paper)!);
            var request = new RunRequest(SharedOptions.PresetName(parsed.GetValue(preset)), parsed.GetValue(set) ?? [], SharedOptions.SeedsOf(parsed.GetValue(seeds)));
            var runner = new RunExecution(context, execution.Read(parsed));
            runner.PrintPlan(study, request);
            return parsed.GetValue(dryRun) ? ExitCodes.Ok : await runner.StartAsync(study, request);
        });
        return command;
    }
}
