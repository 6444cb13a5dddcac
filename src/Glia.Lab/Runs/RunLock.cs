using System.Globalization;

namespace Glia.Lab.Runs;

/// <summary>Keeps two processes from running one run at once; the operating system releases it however the process ends.</summary>
public sealed class RunLock : IDisposable
{
    internal const string FileName = "run.lock";

    // What a lock that another process has is called on Windows (a sharing violation), Linux and macOS (EWOULDBLOCK).
    private static readonly int[] HeldByAnother = [unchecked((int)0x80070020), 11, 35];

    private readonly FileStream _held;

    private RunLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of a run folder.</summary>
    /// <exception cref="RunException">Another process has it; the message says which.</exception>
    public static RunLock Take(string runFolder)
    {
        var owner = Path.Combine(runFolder, "run.owner");
        var file = Path.Combine(runFolder, FileName);
        FileStream? held = null;
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            AtomicFile.Write(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
            return new RunLock(held);
        }
        catch (RunException)
        {
            held?.Dispose();
            throw;
        }
        catch (IOException problem) when (Array.IndexOf(HeldByAnother, problem.HResult) >= 0)
        {
            var who = File.Exists(owner) ? File.ReadAllText(owner).Trim() : "another process";
            throw new RunException($"The run {Path.GetFileName(runFolder)} is being run by {who}. Wait for it, or stop it, then resume.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(file, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
