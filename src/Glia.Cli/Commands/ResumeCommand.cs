using System.CommandLine;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary><c>glia resume</c>: runs what a run misses.</summary>
internal static class ResumeCommand
{
    public static Command Create(CliContext context)
    {
        var (name, execution) = (SharedOptions.Run(), new ExecutionOptions());
        var command = new Command("resume", """
            Go on with an interrupted or partly failed run: only missing trials run.

            Examples:
              glia resume @last
              glia resume 2026-11-24-power-law --workers 2
            """) { name };
        execution.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var choice = execution.Read(parsed);
            var run = RunFolder.Open(choice.Runs.Find(parsed.GetValue(name)!));
            return await new RunExecution(context, choice).ContinueAsync(run, context.StudyOf(run));
        });
        return command;
    }
}
