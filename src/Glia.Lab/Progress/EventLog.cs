using System.Text;
using System.Text.Json;

namespace Glia.Lab.Progress;

/// <summary>Writes events as JSON lines, each flushed, so that a reader sees whole lines as they happen.</summary>
public sealed class EventLog(TextWriter writer) : IRunObserver, IDisposable
{
    /// <summary>Appends to a file; others may read it meanwhile.</summary>
    public static EventLog AppendTo(string file)
    {
        var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        return new EventLog(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
    }

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        writer.Write(JsonSerializer.Serialize(happened, LabJson.Compact) + "\n");
        writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
