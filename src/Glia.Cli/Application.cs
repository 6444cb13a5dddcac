using System.CommandLine;
using System.Globalization;
using Glia.Cli.Commands;
using Glia.Data;
using Glia.Formats;
using Glia.Lab.Options;
using Glia.Lab.Runs;
using Glia.Lab.Text;
using Glia.Tensors;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>The <c>glia</c> program: parses the command line, runs the command, and turns problems into one line and an exit code.</summary>
public static class Application
{
    private const string Help = """
        Daily papers you can run: forty papers about neurons, each with a study that reruns its headline claim.

        Examples:
          glia papers                                   the papers, and what came out of them here
          glia run power-law-rehearsal                  rerun a paper's claim (quick preset, at most a minute)
          glia run sparse-dendrites --preset desk       every claim, several seeds
          glia show power-law-rehearsal                 its claims, presets and options
          glia resume @last                             go on with an interrupted run
          glia doctor                                   check this machine

        Exit codes: 0 well, 1 a fault of glia, 2 wrong usage, 3 data or library missing, 4 claim not reproduced (--strict),
        5 run folder unusable, 6 some trials failed, 130 interrupted.
        """;

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        try
        {
            var root = Root(context);
            // Words that begin with @ name runs (@last), not files with more words.
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.CommandResult.Command == root && parsed.UnmatchedTokens is [var unknown, ..])
            {
                var commands = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name);
                throw new UsageException($"'{unknown}' is no command.{Suggestion.DidYouMean(unknown, commands)} glia --help shows the commands.");
            }

            if (parsed.Errors.Count > 0)
            {
                throw new UsageException(string.Join(" ", parsed.Errors.Select(error => error.Message)) + " glia --help shows the commands.");
            }

            // A list of commands has a line for each; a command's own help has its examples too.
            foreach (var command in root.Subcommands.Where(command => command != parsed.CommandResult.Command))
            {
                command.Description = command.Description?.Split('\n')[0];
            }

            // The commands themselves handle Ctrl-C: a run ends cleanly and says how to go on.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = context.Output.Profile.Out.Writer, Error = context.Error.Profile.Out.Writer });
        }
        catch (Exception problem) when (ExitCode(problem) is { } code)
        {
            Say(context, problem.Message);
            return code;
        }
        catch (Exception bug)
        {
            var trace = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"glia-fault-{Environment.ProcessId}.txt"));
            await File.WriteAllTextAsync(trace, bug.ToString());
            Say(context, $"A fault of glia itself: {bug.Message} The trace is in {trace}; please report it.");
            return ExitCodes.Bug;
        }
    }

    private static RootCommand Root(CliContext context) => new(Help)
    {
        PapersCommand.Create(context),
        ShowCommand.Create(context),
        RunCommand.Create(context),
        ResumeCommand.Create(context),
        RerunCommand.Create(context),
        RunsCommand.Create(context),
        ReportCommand.Create(context),
        CompareCommand.Create(context),
        ExportCommand.Create(context),
        SpikesCommand.Create(context),
        SimulateCommand.Create(context),
        EventsCommand.Create(context),
        DataCommand.Create(context),
        DoctorCommand.Create(context),
        NewCommand.Create(context),
        WorkerCommand.Create(context),
    };

    private static int? ExitCode(Exception problem) => problem switch
    {
        UsageException or OptionException => ExitCodes.Usage,
        RunException => ExitCodes.RunProblem,
        MissingException or DataException or LibtorchUnavailableException or GliaFormatException => ExitCodes.Missing,
        _ => null,
    };

    private static void Say(CliContext context, string message) => context.Error.Write(new Text("glia: " + message + "\n", new Style(Color.Red)));
}
