using System.Text;

namespace Glia.Lab.Runs;

/// <summary>Writes files that exist whole or not at all: to a temporary name, flushed to the disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes text as UTF-8.</summary>
    public static void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <exception cref="RunException">The disk is full, or the folder cannot be written; nothing is left behind.</exception>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{file}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception alsoBroken) when (alsoBroken is IOException or UnauthorizedAccessException)
            {
                // The first problem is the one to report; resume ignores temporary files.
            }

            throw CannotWrite(file, problem);
        }
    }

    /// <summary>Makes a folder if it is not there.</summary>
    /// <exception cref="RunException">It cannot be made.</exception>
    internal static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, problem);
        }
    }

    internal static RunException CannotWrite(string file, Exception problem) =>
        new($"Cannot write {file}: {problem.Message} Free some space or repair the folder's rights; nothing written before is lost.", problem);
}
