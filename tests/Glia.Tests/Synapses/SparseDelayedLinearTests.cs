using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Synapses;

public sealed class SparseDelayedLinearTests
{
    public SparseDelayedLinearTests() => Libtorch.EnsureLoaded();

    [Theory]
    [InlineData(1, 1, 1, 0.5)]
    [InlineData(7, 9, 1, 0.1)]
    [InlineData(33, 16, 2, 0.9)]
    public void Currents_equal_those_of_the_dense_layer_bit_for_bit(int inputs, int outputs, int taps, double density)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var random = new RandomStream(9, "sparse");
        using var layer = new DelayedLinear(inputs, outputs, random, new DelayedLinearOptions { MaxDelay = 11, Taps = taps, TailSteps = 10 });
        const int Steps = 40;
        var values = new float[Steps * inputs];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = random.NextDouble() < density ? (at % 2 == 0 ? 1 : random.NextSingle()) : 0;
        }

        layer.RoundDelays();
        var dense = layer.forward(tensor(values, [Steps, 1, inputs])).AsReadOnlySpan<float>().ToArray();
        var sparse = layer.ToSparse();
        var current = new float[outputs];
        for (var round = 0; round < 2; round++)
        {
            for (var step = 0; step < Steps + 10; step++)
            {
                sparse.StepGraded(step < Steps ? values.AsSpan(step * inputs, inputs) : new float[inputs], current);
                Assert.Equal(dense.AsSpan(step * outputs, outputs).ToArray(), current);
            }

            sparse.Reset();
        }
    }

    [Fact]
    public void A_spike_costs_one_operation_a_synapse_and_pruned_synapses_nothing()
    {
        using var scope = NewDisposeScope();
        using var layer = new DelayedLinear(4, 10, new RandomStream(2, "cost"));
        layer.Weight.detach().AsSpan<float>()[..5].Clear();
        var sparse = layer.ToSparse();
        Assert.Equal(35, sparse.Synapses);
        var current = new float[10];
        sparse.Step([0, 3], current);
        sparse.Step([], current);
        Assert.Equal(15, sparse.Operations);
    }

    [Fact]
    public void Inputs_that_do_not_exist_and_wrong_lengths_are_told()
    {
        using var layer = new DelayedLinear(4, 10, new RandomStream(2, "bad"));
        var sparse = layer.ToSparse();
        Assert.Contains("0 to 3; got 4", Assert.Throws<ArgumentOutOfRangeException>(() => sparse.Step([4], new float[10])).Message, StringComparison.Ordinal);
        Assert.Contains("got 9", Assert.Throws<ArgumentException>(() => sparse.Step([0], new float[9])).Message, StringComparison.Ordinal);
        Assert.Contains("got 3", Assert.Throws<ArgumentException>(() => sparse.StepGraded(new float[3], new float[10])).Message, StringComparison.Ordinal);
        using var wide = new DelayedLinear(4, 10, new RandomStream(2, "bad"), type: ScalarType.Float64);
        Assert.Throws<InvalidOperationException>(wide.ToSparse);
    }
}
