using Glia.Anytime;

namespace Glia.Tests.Anytime;

public sealed class AnytimeOutputTests
{
    // Two classes, four steps. Sample 0 is right at steps 2 and 3, sample 1 always, sample 2 never, sample 3 from step 3.
    private static readonly AnytimeOutput Output = Record("0110", "1111", "0000", "0011");

    [Fact]
    public void The_fixed_curve_counts_who_is_right_at_each_step() => Assert.Equal([0.25, 0.5, 0.75, 0.5], Output.FixedLatencyCurve());

    [Fact]
    public void The_oracle_stops_at_the_first_right_step_and_counts_misses_either_way()
    {
        var (last, first) = (Output.Oracle(MissLatency.LastStep), Output.Oracle(MissLatency.FirstStep));
        Assert.Equal([2, 1, 4, 3], last.Latencies);
        Assert.Equal([2, 1, 1, 3], first.Latencies);
        Assert.Equal((0.75, 0.75), (last.Accuracy, first.Accuracy));
        Assert.Equal((2.5, 1.75), (last.MeanLatency, first.MeanLatency));
    }

    [Fact]
    public void The_stable_oracle_keeps_the_accuracy_of_the_last_step()
    {
        var stable = Output.StableOracle();
        Assert.Equal([4, 1, 1, 3], stable.Latencies);
        Assert.Equal(0.5, stable.Accuracy);
    }

    [Fact]
    public void No_oracle_is_less_accurate_than_any_fixed_step()
    {
        var output = RandomOutput.Make(300, 10);
        Assert.True(output.Oracle(MissLatency.LastStep).Accuracy >= output.FixedLatencyCurve().Max());
        Assert.Equal(output.FixedLatencyCurve()[^1], output.StableOracle().Accuracy);
    }

    [Fact]
    public void What_is_no_number_is_named_with_its_sample_and_step()
    {
        var values = new float[3 * 4 * 2];
        values[(((1 * 4) + 2) * 2) + 1] = float.NaN;
        var fault = Assert.Throws<ArgumentException>(() => new AnytimeOutput(values, new byte[3], 4, 2));
        Assert.Contains("Output 1 of sample 1 is NaN at step 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_labels_and_steps_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnytimeOutput(new float[4], new byte[2], 1, 2));
        Assert.Contains("need 16 outputs", Assert.Throws<ArgumentException>(() => new AnytimeOutput(new float[4], new byte[2], 4, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("sample 1 is 2", Assert.Throws<ArgumentException>(() => new AnytimeOutput(new float[16], [0, 2], 4, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Output.StopAt([1, 2, 3, 5]));
        Assert.Throws<ArgumentException>(() => Output.StopAt([1, 2]));
    }

    internal static AnytimeOutput Record(params string[] right) => new(
        [.. right.SelectMany(sample => sample).SelectMany(step => step == '1' ? new[] { 0f, 1f } : [1f, 0f])],
        [.. right.Select(_ => (byte)1)], right[0].Length, 2);
}
