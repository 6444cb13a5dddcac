using Glia.Plasticity;

namespace Glia.Tests.Plasticity;

public sealed class PairStdpTests
{
    [Theory]
    [InlineData(0, 10, 0.0060653)]
    [InlineData(10, 0, -0.0072784)]
    [InlineData(0, 20, 0.0036788)]
    [InlineData(5, 5, 0)]
    public void One_pair_changes_the_weight_by_the_window(int before, int after, double change) => Assert.Equal(0.5 + change, Weight(0.5f, before, after), 6);

    [Fact]
    public void Weights_stay_in_their_range()
    {
        Assert.Equal(1, Weight(0.999f, 0, 1));
        Assert.Equal(0, Weight(0.001f, 1, 0));
    }

    [Fact]
    public void Only_the_pair_that_fires_changes_and_a_reset_forgets()
    {
        var rule = new PairStdp(2, 2, new PairStdpOptions());
        var weights = new float[] { 0.5f, 0.5f, 0.5f, 0.5f };
        rule.Step([1, 0], [0, 0], weights);
        rule.Step([0, 0], [0, 1], weights);
        Assert.Equal([0.5f, 0.5f + (0.01f * MathF.Exp(-0.05f)), 0.5f, 0.5f], weights.Select(weight => weight), new Near());
        rule.Reset();
        var kept = weights.ToArray();
        rule.Step([0, 1], [1, 1], weights);
        Assert.Equal(kept, weights);
    }

    [Fact]
    public void Thresholds_settle_where_the_rate_is_the_target()
    {
        var rule = new HomeostaticThreshold { TargetRate = 0.2, LearningRate = 0.01 };
        float[] thresholds = [1];

        // A neuron that fires with every fifth step leaves its threshold where it is; a silent one lowers it to the floor.
        for (var step = 0; step < 1000; step++)
        {
            rule.Step([step % 5 == 0 ? 1 : 0], thresholds);
        }

        Assert.Equal(1, thresholds[0], 3);
        for (var step = 0; step < 1000; step++)
        {
            rule.Step([0], thresholds);
        }

        Assert.Equal(0.05f, thresholds[0]);
    }

    [Fact]
    public void Lengths_and_options_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new PairStdp(2, 2, new PairStdpOptions()).Step([1], [0, 0], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairStdp(1, 1, new PairStdpOptions { PresynapticTau = 0 }));
        Assert.Throws<ArgumentException>(() => new HomeostaticThreshold { TargetRate = 0 }.Step([0], new float[1]));
        Assert.Throws<ArgumentException>(() => new HomeostaticThreshold().Step([0], new float[2]));
    }

    private static float Weight(float initial, int before, int after)
    {
        var rule = new PairStdp(1, 1, new PairStdpOptions());
        float[] weights = [initial];
        for (var step = 0; step <= Math.Max(before, after); step++)
        {
            rule.Step([step == before ? 1 : 0], [step == after ? 1 : 0], weights);
        }

        return weights[0];
    }

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) < 1e-6;

        public int GetHashCode(float obj) => 0;
    }
}
