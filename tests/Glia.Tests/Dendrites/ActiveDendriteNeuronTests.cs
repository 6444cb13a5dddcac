using Glia.Dendrites;
using Glia.Random;

namespace Glia.Tests.Dendrites;

/// <summary>Segments, their nonlinearities and their learning.</summary>
public sealed class ActiveDendriteNeuronTests
{
    private const int Cells = 1000;

    [Fact]
    public void A_segment_fires_from_its_threshold_on()
    {
        var segment = new DendriticSegment(new Sdr(Cells, [1, 2, 3, 4]), 3);
        Assert.False(segment.Matches(new Sdr(Cells, [1, 2, 9])));
        Assert.True(segment.Matches(new Sdr(Cells, [1, 2, 3])));
        Assert.Equal(3, segment.Overlap(new Sdr(Cells, [2, 3, 4, 5])));
    }

    [Fact]
    public void Nonlinearities_are_what_their_names_say()
    {
        Assert.Equal([0, 1, 1], Values(new SegmentNonlinearity.Threshold(5)));
        Assert.Equal([0, 5, 6], Values(new SegmentNonlinearity.ThresholdCount(5)));
        Assert.Equal([64, 125, 216], Values(new SegmentNonlinearity.Power(3)));
        Assert.Equal([1 / (1 + Math.E), 0.5, Math.E / (1 + Math.E)], Values(new SegmentNonlinearity.Sigmoid(5, 1)).Select(value => Math.Round(value, 15)), (a, b) => Math.Abs(a - b) < 1e-14);
        static IEnumerable<double> Values(SegmentNonlinearity nonlinearity) => [nonlinearity.Apply(4), nonlinearity.Apply(5), nonlinearity.Apply(6)];
    }

    [Fact]
    public void A_new_neuron_has_a_segment_on_each_pattern_and_recognises_all_under_noise_it_can_stand()
    {
        var random = new RandomStream(1, "neuron");
        var patterns = Enumerable.Range(0, 20).Select(_ => SdrGenerator.Uniform(Cells, 40, random)).ToList();
        var neuron = new ActiveDendriteNeuron(patterns, new SegmentNonlinearity.Threshold(10), random);
        Assert.Equal(20, neuron.SegmentCount);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(20, neuron.Synapses(i).ActiveCount);
            Assert.Equal(20, neuron.Synapses(i).Overlap(patterns[i]));
            Assert.True(neuron.Recognises(patterns[i].AddNoise(10, random)));
            Assert.Equal(1, neuron.Output(patterns[i]));
        }

        Assert.DoesNotContain(Enumerable.Range(0, 2000), _ => neuron.Recognises(SdrGenerator.Uniform(Cells, 40, random)));
    }

    [Fact]
    public void A_recognised_positive_pattern_strengthens_its_segments_active_synapses_and_weakens_the_others()
    {
        var random = new RandomStream(2, "positive");
        var pattern = new Sdr(Cells, [.. Enumerable.Range(0, 20)]);
        var neuron = new ActiveDendriteNeuron([pattern], new SegmentNonlinearity.Threshold(10), random);

        // 0.5 loses 0.0125 a time: after 27 times 0.1625 is left, which counts; after 29 times 0.1375, which does not. (28 times rounds.)
        var half = new Sdr(Cells, [.. Enumerable.Range(0, 12)]);
        Repeat(27, () => neuron.Learn(half, isPositive: true, random));
        Assert.Equal(20, neuron.Synapses(0).ActiveCount);
        Repeat(2, () => neuron.Learn(half, isPositive: true, random));
        Assert.Equal(half.ActiveCells(), neuron.Synapses(0).ActiveCells());
    }

    [Fact]
    public void A_recognised_negative_pattern_weakens_active_synapses_until_it_is_no_longer_recognised()
    {
        var random = new RandomStream(3, "negative");
        var pattern = new Sdr(Cells, [.. Enumerable.Range(0, 20)]);
        var neuron = new ActiveDendriteNeuron([pattern], new SegmentNonlinearity.Threshold(10), random);
        var negative = new Sdr(Cells, [.. Enumerable.Range(0, 12)]);
        Repeat(27, () => neuron.Learn(negative, isPositive: false, random));
        Assert.True(neuron.Recognises(negative));
        Repeat(2, () => neuron.Learn(negative, isPositive: false, random));
        Assert.False(neuron.Recognises(negative));
        Assert.Equal(Enumerable.Range(12, 8), neuron.Synapses(0).ActiveCells());

        // Not recognised any more: nothing changes.
        Repeat(5, () => neuron.Learn(negative, isPositive: false, random));
        Assert.Equal(8, neuron.Synapses(0).ActiveCount);
    }

    [Fact]
    public void A_missed_positive_pattern_is_learnt_anew_by_the_worn_segment()
    {
        var random = new RandomStream(4, "missed");
        var (kept, worn, missed) = (new Sdr(Cells, [.. Enumerable.Range(0, 20)]), new Sdr(Cells, [.. Enumerable.Range(100, 20)]), new Sdr(Cells, [.. Enumerable.Range(200, 20)]));
        var neuron = new ActiveDendriteNeuron([kept, worn], new SegmentNonlinearity.ThresholdCount(10), random);
        Repeat(40, () => neuron.Learn(worn, isPositive: false, random));
        Assert.False(neuron.Recognises(worn));
        neuron.Learn(missed, isPositive: true, random);
        Assert.True(neuron.Recognises(missed));
        Assert.True(neuron.Recognises(kept));
        Assert.Equal(missed.ActiveCells(), neuron.Synapses(1).ActiveCells());
    }

    [Fact]
    public void Output_allocates_nothing()
    {
        var random = new RandomStream(5, "allocation");
        var pattern = SdrGenerator.Uniform(Cells, 40, random);
        var neuron = new ActiveDendriteNeuron([pattern], new SegmentNonlinearity.Threshold(10), random);
        _ = neuron.Output(pattern);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = neuron.Output(pattern);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }
}
