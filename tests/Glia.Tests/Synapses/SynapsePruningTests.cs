using Glia.Random;
using Glia.Synapses;

namespace Glia.Tests.Synapses;

/// <summary>Pruning, counting operations, and the curve of accuracy over what is left.</summary>
public sealed class SynapsePruningTests
{
    private static readonly SpatioTemporalKernel Kernel = Filled();

    [Fact]
    public void Pruning_keeps_the_strongest_and_as_many_as_asked_for()
    {
        var pruned = SynapsePruning.ByMagnitude(Kernel, 40);
        Assert.Equal(40, pruned.NonzeroCount);
        var (kept, all) = (pruned.ToArray(), Kernel.ToArray());
        Assert.True(kept.Where(weight => weight != 0).Min(Math.Abs) >= all.Where((_, i) => kept[i] == 0).Max(Math.Abs));
        Assert.All(kept.Zip(all).Where(pair => pair.First != 0), pair => Assert.Equal(pair.Second, pair.First));
        Assert.Equal(0, SynapsePruning.ByMagnitude(Kernel, 0).NonzeroCount);
        Assert.Equal(all, SynapsePruning.ByMagnitude(Kernel, Kernel.WeightCount).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => SynapsePruning.ByMagnitude(Kernel, Kernel.WeightCount + 1));
    }

    [Fact]
    public void Shortening_keeps_short_delays_and_chance_keeps_any()
    {
        var shortened = SynapsePruning.ByDelay(Kernel, 2);
        Assert.Equal(Kernel.WeightCount * 2 / 5, shortened.NonzeroCount);
        Assert.Equal(0, shortened[1, 1, 2, 0, 0]);
        Assert.Equal(Kernel[1, 1, 1, 0, 0], shortened[1, 1, 1, 0, 0]);
        var (one, other) = (SynapsePruning.AtRandom(Kernel, 50, new RandomStream(1, "a")), SynapsePruning.AtRandom(Kernel, 50, new RandomStream(2, "a")));
        Assert.Equal(50, one.NonzeroCount);
        Assert.NotEqual(one.ToArray(), other.ToArray());
    }

    [Fact]
    public void Operations_are_the_synapses_of_each_events_channel()
    {
        var kernel = SynapsePruning.ByMagnitude(Kernel, 30);
        var synapses = new SpatioTemporalSynapses(kernel);
        Assert.Equal(30, synapses.Count);
        var events = SpatioTemporalEvents.From((9, 2, 5, 5), [0, 1, 8], [0, 1, 1], [0, 2, 4], [0, 2, 4]);
        Assert.Equal(synapses.CountOf(0) + (2 * synapses.CountOf(1)), synapses.Operations(events));
    }

    [Theory]
    [InlineData(0.0015)]
    [InlineData(0.3)]
    public void A_sigmoid_is_found_again(double half)
    {
        double[] fractions = [.. Enumerable.Range(0, 16).Select(i => Math.Pow(10, -i / 4.0))];
        var truth = new SaturationFit(0.06, 0.91, Math.Log10(half), 0.2, 0);
        var fit = SaturationFit.Of(fractions, Array.ConvertAll(fractions, truth.At));
        Assert.Equal(half, fit.HalfSaturation, half * 1e-3);
        Assert.Equal(0.2, fit.Scale, 1e-3);
        Assert.Equal(0.06, fit.Floor, 1e-3);
        Assert.True(fit.Residual < 1e-6);
    }

    [Fact]
    public void A_fit_needs_four_fractions_in_range()
    {
        Assert.Throws<ArgumentException>(() => SaturationFit.Of([0.1, 0.2, 1], [0, 0.5, 1]));
        Assert.Throws<ArgumentException>(() => SaturationFit.Of([0, 0.1, 0.2, 1], [0, 0, 0.5, 1]));
        Assert.Equal(0.5, SaturationFit.Of([0.01, 0.1, 0.2, 1], [0.5, 0.5, 0.5, 0.5]).At(0.3), 1e-9);
    }

    private static SpatioTemporalKernel Filled()
    {
        var random = new RandomStream(7, "weights");
        var kernel = new SpatioTemporalKernel(3, 2, 5, 3, 3);
        kernel.Map((_, _, _, _, _, _) => (float)random.NextGaussian());
        return kernel;
    }
}
