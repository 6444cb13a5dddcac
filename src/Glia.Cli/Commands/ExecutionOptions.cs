using System.CommandLine;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary>The options of every command that runs trials.</summary>
internal sealed class ExecutionOptions
{
    private readonly Option<string?> _runs = SharedOptions.Runs();
    private readonly Option<int?> _workers = SharedOptions.Workers();
    private readonly Option<int?> _parallel = SharedOptions.Parallel();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly Option<bool> _strict = SharedOptions.Strict();

    public void AddTo(Command command)
    {
        command.Options.Add(_workers);
        command.Options.Add(_parallel);
        command.Options.Add(_json);
        command.Options.Add(_strict);
        command.Options.Add(_runs);
    }

    public ExecutionChoice Read(ParseResult parsed)
    {
        var workers = parsed.GetValue(_workers);
        return new ExecutionChoice(
            SharedOptions.Folder(parsed, _runs),
            workers is null ? null : SharedOptions.Positive(workers, "--workers", otherwise: 1),
            SharedOptions.Positive(parsed.GetValue(_parallel), "--parallel", Environment.ProcessorCount),
            parsed.GetValue(_json),
            parsed.GetValue(_strict));
    }
}

/// <summary>How the user wants trials to be run.</summary>
/// <param name="Runs">Where the runs are.</param>
/// <param name="Workers">Worker processes, or null for this process.</param>
/// <param name="Parallel">Trials at once in this process.</param>
/// <param name="Json">Whether the output is for programs.</param>
/// <param name="Strict">Whether a claim that did not reproduce is a failure.</param>
internal sealed record ExecutionChoice(RunsFolder Runs, int? Workers, int Parallel, bool Json, bool Strict);
