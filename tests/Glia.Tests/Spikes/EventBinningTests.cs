using CsCheck;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class EventBinningTests
{
    private static readonly SpikeTrains Spikes = SpikeTrains.FromSorted([2000, 2500, 11_999, 12_000, 31_000], [0, 4, 3, 6, 5], 7);

    [Fact]
    public void Bins_begin_at_the_window_unless_asked_otherwise()
    {
        var bins = new EventBinning().Bin(Spikes);
        Assert.Equal((4, 7), (bins.Steps, bins.Channels));
        Assert.Equal([1f, 0, 0, 0, 1, 0, 0], bins.Step(0).ToArray());
        Assert.Equal([0f, 0, 0, 1, 0, 0, 1], bins.Step(1).ToArray());
        Assert.Equal(1f, bins[3, 5]);
    }

    [Fact]
    public void From_the_first_spike_and_five_units_a_channel_as_snn_delays_bins_shd()
    {
        var bins = new EventBinning { UnitsPerChannel = 5, Origin = BinOrigin.FirstSpike }.Bin(Spikes);
        Assert.Equal((3, 2), (bins.Steps, bins.Channels));
        Assert.Equal([3f, 0, 0, 1, 0, 1], bins.Values);
    }

    [Fact]
    public void Binary_bins_hold_one_at_most() =>
        Assert.Equal([1f, 0, 0, 1, 0, 1], new EventBinning { UnitsPerChannel = 5, Origin = BinOrigin.FirstSpike, Content = BinContent.Binary }.Bin(Spikes).Values);

    [Fact]
    public void Counts_of_all_bins_are_all_spikes_whatever_the_step_and_the_channels() =>
        Gen.Select(Gen.Long[1, 40_000], Gen.Int[1, 9], Gen.Enum<BinOrigin>()).Sample((step, units, origin) =>
            Assert.Equal(5f, new EventBinning { StepMicroseconds = step, UnitsPerChannel = units, Origin = origin }.Bin(Spikes).Values.Sum()));

    [Fact]
    public void A_sample_is_binned_into_its_place_of_a_batch_and_nowhere_else()
    {
        var binning = new EventBinning { UnitsPerChannel = 5 };
        var batch = new float[2 * 3 * 2];
        binning.BinInto(Spikes, batch.AsSpan(1 * 2), steps: 2, rowStride: 3 * 2);
        Assert.Equal([0f, 0, 2, 0, 0, 0, 0, 0, 1, 1, 0, 0], batch);
        Assert.Throws<ArgumentException>(() => binning.BinInto(Spikes, new float[7], steps: 2, rowStride: 6));
    }

    [Fact]
    public void Steps_beyond_the_last_spike_are_zero_and_no_spikes_are_no_steps()
    {
        Assert.Equal(6 * 7, new EventBinning().Bin(Spikes, steps: 6).Values.Length);
        Assert.Empty(new EventBinning().Bin(SpikeTrains.Empty(7)).Values);
    }

    [Fact]
    public void Settings_and_sizes_that_can_not_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventBinning { StepMicroseconds = 0 }.Bin(Spikes));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventBinning { UnitsPerChannel = 0 }.Bin(Spikes));
        var late = SpikeTrains.FromSorted([1L << 50], [0], 1);
        Assert.Contains("Are the times microseconds?", Assert.Throws<ArgumentException>(() => new EventBinning { StepMicroseconds = 1 }.Bin(late)).Message, StringComparison.Ordinal);
    }
}
