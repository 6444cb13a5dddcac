using Glia.Lab.Execution;
using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Execution;

public sealed class BatchListTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(99)]
    public void Every_trial_is_in_one_batch_and_batches_are_as_equal_as_can_be(int count)
    {
        var run = _temporary.Make("run", ["a", "b"], [1, 2, 3, 4, 5]);
        var batches = BatchList.Deal(run, run.Plan, count);
        Assert.Equal(run.Plan.Select(trial => trial.Key).Order(), batches.SelectMany(batch => batch).Order());
        Assert.InRange(batches.Max(batch => batch.Count) - batches.Min(batch => batch.Count), 0, 1);
        for (var batch = 0; batch < batches.Count; batch++)
        {
            Assert.Equal(batches[batch], BatchList.Read(run, batch).Select(trial => trial.Key));
        }
    }

    [Theory]
    [InlineData("[[\"x\"]]", 1, "there is no batch 1")]
    [InlineData("[[\"x\"]]", -1, "there is no batch -1")]
    [InlineData("[[", 0, "batches.json cannot be read")]
    [InlineData("{}", 0, "batches.json cannot be read")]
    [InlineData(null, 0, "batches.json cannot be read")]
    public void A_batch_that_is_not_there_is_refused(string? text, int batch, string says)
    {
        var run = _temporary.Make("run", ["a"], [1]);
        if (text is not null)
        {
            File.WriteAllText(run.File("batches.json"), text);
        }

        Assert.Contains(says, Assert.Throws<RunException>(() => BatchList.Read(run, batch)).Message, StringComparison.Ordinal);
    }
}
