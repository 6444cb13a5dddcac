using System.Globalization;

namespace Glia.Lab.Runs;

/// <summary>Keeps two processes from running one run at once; the operating system releases it however the process ends.</summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _held;

    private RunLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of a run folder.</summary>
    /// <exception cref="RunException">Another process has it; the message says which.</exception>
    public static RunLock Take(string runFolder)
    {
        var owner = Path.Combine(runFolder, "run.owner");
        try
        {
            var held = new FileStream(Path.Combine(runFolder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            AtomicFile.Write(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
            return new RunLock(held);
        }
        catch (IOException)
        {
            var who = File.Exists(owner) ? File.ReadAllText(owner).Trim() : "another process";
            throw new RunException($"The run {Path.GetFileName(runFolder)} is being run by {who}. Wait for it, or stop it, then resume.");
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new RunException($"Cannot write in {runFolder}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
