using System.Text;

namespace Glia.Lab.Runs;

/// <summary>Appends lines to a file that others may read meanwhile. A line is there whole or not at all, and never behind a torn one.</summary>
internal sealed class LineFile : IDisposable
{
    private readonly string _file;
    private readonly FileStream _stream;

    private LineFile(string file, FileStream stream) => (_file, _stream) = (file, stream);

    /// <summary>Opens a file at its end, and makes it if it is not there.</summary>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public static LineFile Open(string file)
    {
        try
        {
            // No buffer: what could not be written must not be tried once more on closing.
            var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            EndTornLine(stream);
            return new LineFile(file, stream);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(file, problem);
        }
    }

    /// <summary>Appends a line.</summary>
    /// <exception cref="RunException">The disk is full, or the file cannot be written; the file is as it was.</exception>
    public void Append(string line)
    {
        var end = _stream.Length;
        try
        {
            _stream.Position = end;
            _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException problem)
        {
            _stream.SetLength(end);
            throw AtomicFile.CannotWrite(_file, problem);
        }
    }

    /// <summary>Returns when all lines are on the disk.</summary>
    /// <exception cref="RunException">They cannot be written.</exception>
    public void Flush()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException problem)
        {
            throw AtomicFile.CannotWrite(_file, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // A process that was killed may have left half a line; the next one must not become part of it.
    private static void EndTornLine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return;
        }

        stream.Position = stream.Length - 1;
        if (stream.ReadByte() != '\n')
        {
            stream.WriteByte((byte)'\n');
        }
    }
}
