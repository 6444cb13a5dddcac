using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_second_who_wants_a_run_learns_who_has_it_and_gets_it_afterwards()
    {
        using (RunLock.Take(_temporary.Root))
        {
            var refused = Assert.Throws<RunException>(() => RunLock.Take(_temporary.Root));
            Assert.Contains($"is being run by process {Environment.ProcessId} on {Environment.MachineName}", refused.Message, StringComparison.Ordinal);
        }

        RunLock.Take(_temporary.Root).Dispose();
    }

    [Fact]
    public void The_files_of_a_process_that_died_lock_nothing()
    {
        File.WriteAllText(_temporary.PathOf("run.lock"), "");
        File.WriteAllText(_temporary.PathOf("run.owner"), "process 1 on a machine that is gone");
        RunLock.Take(_temporary.Root).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_not_said_to_be_run_by_somebody()
    {
        var refused = Assert.Throws<RunException>(() => RunLock.Take(_temporary.PathOf("missing")));
        Assert.StartsWith("Cannot write", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_whose_owner_cannot_be_noted_is_given_back()
    {
        Directory.CreateDirectory(_temporary.PathOf("run.owner"));
        Assert.StartsWith("Cannot write", Assert.Throws<RunException>(() => RunLock.Take(_temporary.Root)).Message, StringComparison.Ordinal);
        Directory.Delete(_temporary.PathOf("run.owner"));
        RunLock.Take(_temporary.Root).Dispose();
    }
}
