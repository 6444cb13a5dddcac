using System.CommandLine;
using System.Runtime.InteropServices;
using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary><c>glia worker</c>: runs one batch of a run's trials; started by executors and by clusters' job scripts.</summary>
internal static class WorkerCommand
{
    public static Command Create(CliContext context)
    {
        var folder = new Argument<string>("run-folder") { Description = "The run's folder" };
        var batch = new Option<int>("--batch") { Description = "The batch of batches.json, from 0", Required = true };
        var attached = new Option<bool>("--attached") { Description = "End when the standard input closes, that is, with the program that started this one" };
        var command = new Command("worker", "Run one batch of a run's trials and print events as JSON lines (for executors).") { folder, batch, attached };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            using var wish = new StopWish();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Press(signal, wish));
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Press(signal, wish));
            if (parsed.GetValue(attached))
            {
                EndWithParent();
            }

            try
            {
                var run = RunFolder.Open(parsed.GetValue(folder)!);
                using var log = new EventLog(Console.Out);
                Worker.Run(run, context.StudyOf(run), parsed.GetValue(batch), log, wish, context.Clock);
                return ExitCodes.Ok;
            }
            catch (RunException problem)
            {
                Console.Error.WriteLine(problem.Message);
                return Worker.ExitCodeOfFolderProblem;
            }
        });
        return command;
    }

    private static void Press(PosixSignalContext signal, StopWish wish)
    {
        signal.Cancel = true;
        wish.Press();
    }

    // Whoever started this process holds the other end of its standard input, and cannot forget to close it when killed.
    private static void EndWithParent() => new Thread(() =>
    {
        while (Console.In.Read() >= 0)
        {
        }

        Environment.Exit(ExitCodes.Interrupted);
    })
    { IsBackground = true }.Start();
}
