using System.CommandLine;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary><c>glia rerun</c>: makes a run like another, with some options changed.</summary>
internal static class RerunCommand
{
    public static Command Create(CliContext context)
    {
        var (name, set, seeds, execution) = (SharedOptions.Run(), SharedOptions.Set(), SharedOptions.Seeds(), new ExecutionOptions());
        var command = new Command("rerun", """
            Make a run like another, with some options or the seeds changed; the new run remembers its parent.

            Examples:
              glia rerun @last --seeds 101-105
              glia rerun @last --set fraction=0.1
            """) { name, set, seeds };
        execution.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var choice = execution.Read(parsed);
            var parent = RunFolder.ReadRecord(choice.Runs.Find(parsed.GetValue(name)!));
            var study = context.Study(parent.Study);
            var request = new RunRequest(parent.Preset, [.. parent.Set, .. parsed.GetValue(set) ?? []], SharedOptions.SeedsOf(parsed.GetValue(seeds)) ?? parent.Seeds, parent.Name);
            var runner = new RunExecution(context, choice);
            runner.PrintPlan(study, request);
            return await runner.StartAsync(study, request);
        });
        return command;
    }
}
