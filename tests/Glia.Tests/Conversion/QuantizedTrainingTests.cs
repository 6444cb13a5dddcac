using Glia.Conversion;
using Glia.Random;

namespace Glia.Tests.Conversion;

public sealed class QuantizedTrainingTests
{
    private static readonly QuantizedTrainingOptions Options = new() { Epochs = 6, BatchSize = 16, LearningRate = 0.05 };

    [Fact]
    public void A_network_learns_and_so_does_the_spiking_network_that_it_becomes()
    {
        foreach (var network in new[] { SmallNetworks.Dense(), SmallNetworks.Convolutional() })
        {
            var losses = QuantizedTraining.Run(network, SmallNetworks.Images, SmallNetworks.All, Options, new RandomStream(1, "order"));
            Assert.True(losses[^1] < 0.5 * losses[0]);
            Assert.True(AnnToSnn.Convert(network).Record(SmallNetworks.Images, SmallNetworks.All, 32).Output.FixedLatencyCurve()[^1] > 0.9);
        }
    }

    [Fact]
    public void The_same_stream_gives_the_same_weights_and_progress_is_told()
    {
        var (first, second, told) = (SmallNetworks.Dense(), SmallNetworks.Dense(), new List<(int, int)>());
        QuantizedTraining.Run(first, SmallNetworks.Images, SmallNetworks.All, Options with { Epochs = 1 }, new RandomStream(1, "order"), (done, total) => told.Add((done, total)));
        QuantizedTraining.Run(second, SmallNetworks.Images, SmallNetworks.All, Options with { Epochs = 1 }, new RandomStream(1, "order"));
        Assert.Equal(first.Layers[0].Parameters.ToArray(), second.Layers[0].Parameters.ToArray());
        Assert.Equal((15, 15), told[^1]);
    }

    [Fact]
    public void Senseless_options_and_a_run_that_diverges_end_with_what_to_change()
    {
        void Train(QuantizedTrainingOptions options) =>
            QuantizedTraining.Run(SmallNetworks.Dense(), SmallNetworks.Images, SmallNetworks.All, options, new RandomStream(1, "order"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(Options with { Momentum = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(Options with { BatchSize = 0 }));
        Assert.Contains("learning rate below", Assert.Throws<ArithmeticException>(() => Train(Options with { LearningRate = 1e30 })).Message, StringComparison.Ordinal);
    }
}
