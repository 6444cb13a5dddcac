using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class TrialStoreTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(TrialStore.LongPlan, 3)]
    [InlineData(TrialStore.LongPlan + 1, 1)]
    public void Short_plans_have_a_file_a_trial_and_long_ones_a_file_a_writer(int planned, int files)
    {
        var store = new TrialStore(_temporary.Root, planned);
        foreach (var key in new[] { "a", "b", "c" })
        {
            store.Write(TemporaryRuns.File(key, "arm", 1, ("m", 2)));
        }

        Assert.Equal(files, Directory.GetFiles(_temporary.Root).Length);
        Assert.Equal(["a", "b", "c"], store.Read(Assert.Fail).Keys.Order());
    }

    [Fact]
    public void A_trial_that_is_stored_under_another_s_name_is_set_aside()
    {
        var store = new TrialStore(_temporary.Root, 2);
        store.Write(TemporaryRuns.File("a", "arm", 1));
        File.Move(_temporary.PathOf("a.json"), _temporary.PathOf("b.json"));
        string? warning = null;
        Assert.Empty(store.Read(message => warning = message));
        Assert.Contains("it holds another trial", warning, StringComparison.Ordinal);
        Assert.True(File.Exists(_temporary.PathOf("b.json.damaged-1")));
    }

    [Fact]
    public void Files_set_aside_never_replace_each_other()
    {
        var store = new TrialStore(_temporary.Root, 2);
        for (var time = 1; time <= 3; time++)
        {
            File.WriteAllText(_temporary.PathOf("a.json"), $"damage {time}");
            Assert.Empty(store.Read(_ => { }));
            Assert.Equal($"damage {time}", File.ReadAllText(_temporary.PathOf($"a.json.damaged-{time}")));
        }
    }

    [Fact]
    public void A_torn_line_costs_its_trial_only()
    {
        var store = new TrialStore(_temporary.Root, TrialStore.LongPlan + 1);
        store.Write(TemporaryRuns.File("a", "arm", 1));
        store.Write(TemporaryRuns.File("b", "arm", 2));
        var file = Assert.Single(Directory.GetFiles(_temporary.Root));
        File.WriteAllText(file, File.ReadAllText(file)[..^10]);
        store.Write(TemporaryRuns.File("c", "arm", 3));

        var warnings = new List<string>();
        Assert.Equal(["a", "c"], store.Read(warnings.Add).Keys.Order());
        Assert.Contains("line 2 is damaged", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(TrialStore.LongPlan + 1)]
    public void A_success_takes_back_the_note_of_a_failure(int planned)
    {
        var store = new TrialStore(_temporary.Root, planned);
        store.WriteFailure("a", "It fell over.");
        store.WriteFailure("b", "It fell over, too.");
        store.Write(TemporaryRuns.File("a", "arm", 1));
        Assert.Equal(new Dictionary<string, string> { ["b"] = "It fell over, too." }, store.Failures());
    }

    [Fact]
    public void Files_that_were_being_written_when_a_process_died_are_no_trials()
    {
        var store = new TrialStore(_temporary.Root, 2);
        File.WriteAllText(_temporary.PathOf("a.json.17-1.tmp"), "{\"trial\":");
        Assert.Empty(store.Read(Assert.Fail));
    }
}
