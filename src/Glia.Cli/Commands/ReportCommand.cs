using System.CommandLine;
using Glia.Cli.Display;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary><c>glia report</c>: judges a run anew and writes its report.</summary>
internal static class ReportCommand
{
    public static Command Create(CliContext context)
    {
        var (name, runs) = (SharedOptions.Run(), SharedOptions.Runs());
        var command = new Command("report", """
            Judge a run anew, write its report and figures, and print the answer.

            Example:
              glia report @last
            """) { name, runs };
        command.SetAction(async (parsed, _) =>
        {
            var folder = SharedOptions.Folder(parsed, runs);
            var run = RunFolder.Open(folder.Find(parsed.GetValue(name)!));
            var study = context.StudyOf(run);
            using var held = RunLock.Take(run.FullPath);
            var findings = await new RunSession(folder, context.Clock).FinishAsync(run, study);
            AnswerScreen.Print(context.Output, study, run, findings);
            return ExitCodes.Ok;
        });
        return command;
    }
}
