using System.Text.Json;
using Glia.Lab.Runs;

namespace Glia.Lab.Progress;

/// <summary>Writes events as JSON lines, each at once, so that a reader sees whole lines as they happen.</summary>
public sealed class EventLog : IRunObserver, IDisposable
{
    private readonly Action<string> _append;
    private readonly IDisposable _target;

    /// <summary>Writes to a text writer, which is closed with the log.</summary>
    public EventLog(TextWriter writer)
        : this(line => AppendTo(writer, line), writer)
    {
    }

    private EventLog(Action<string> append, IDisposable target) => (_append, _target) = (append, target);

    /// <summary>Appends to a file; others may read it meanwhile.</summary>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public static EventLog AppendTo(string file)
    {
        var lines = LineFile.Open(file);
        return new EventLog(lines.Append, lines);
    }

    /// <inheritdoc/>
    /// <exception cref="RunException">The event cannot be written: the disk is full, or nobody reads the output any more.</exception>
    public void Observe(RunEvent happened) => _append(JsonSerializer.Serialize(happened, LabJson.Compact));

    /// <inheritdoc/>
    public void Dispose() => _target.Dispose();

    private static void AppendTo(TextWriter writer, string line)
    {
        try
        {
            writer.Write(line + "\n");
            writer.Flush();
        }
        catch (IOException problem)
        {
            throw new RunException($"Cannot write events to the output: {problem.Message} What was finished is kept; go on with glia resume.", problem);
        }
    }
}
