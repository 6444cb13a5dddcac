using Glia.Conversion;
using Glia.Random;

namespace Glia.Tests.Conversion;

public sealed class AnnToSnnTests
{
    [Fact]
    public void Over_L_steps_one_hidden_layer_gives_exactly_L_times_the_logits_of_the_network()
    {
        // The first layer's input is constant, so that its spike counts are the activations; the sum of the outputs then is L times the logits.
        const int Levels = 4;
        var network = SmallNetworks.Dense(Levels);
        var output = AnnToSnn.Convert(network).Record(SmallNetworks.Images, SmallNetworks.All, Levels).Output;
        var image = new float[64];
        for (var sample = 0; sample < output.Count; sample++)
        {
            SmallNetworks.Images.CopyTo(sample, image);
            Assert.All(network.Logits(image).Zip(output.Accumulated(sample)[^3..].ToArray()), pair => Assert.Equal(Levels * pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public void In_the_long_run_a_deep_spiking_network_approaches_the_network_it_came_from()
    {
        var network = SmallNetworks.Convolutional(levels: 1000);
        var output = AnnToSnn.Convert(network).Record(SmallNetworks.Images, [0, 1, 2, 3], 1000).Output;
        var image = new float[64];
        for (var sample = 0; sample < 4; sample++)
        {
            SmallNetworks.Images.CopyTo(sample, image);
            Assert.All(network.Logits(image).Zip(output.Accumulated(sample)[^3..].ToArray()), pair => Assert.Equal(pair.First, pair.Second / 1000, 0.05f));
        }
    }

    [Fact]
    public void Spikes_and_synaptic_operations_are_those_of_a_step_by_step_count()
    {
        // One input, two neurons with thresholds 1 from 0.5: currents 0.4 and 1 give 4 and 10 spikes in 10 steps, each to 3 outputs, one weight zero.
        var random = new RandomStream(1, "count");
        var (hidden, readout) = (new DenseLayer("h", 1, 2, random), new DenseLayer("o", 2, 3, random));
        (hidden.Parameters[0], hidden.Parameters[1], readout.Parameters[0]) = (0.4f, 1, 0);
        var record = AnnToSnn.Convert(new FeedforwardNetwork(hidden, QuantizedActivation.Qcfs("a", 2, 4, 1), readout))
            .Record(new Glia.Data.LabelledImages(1, 1, [255], [0]), [0], 10);
        Assert.Equal(new SpikingActivity(14, (4 * 2) + (10 * 3)), record.Activity(0, 10));
        Assert.Equal(new SpikingActivity(1, 3), record.Activity(0, 1));
        Assert.Equal((14, 38), record.MeanActivity([10]));
    }

    [Fact]
    public void Fan_out_at_the_edge_of_a_convolution_counts_only_places_within_the_image()
    {
        var layers = SmallNetworks.Convolutional().Layers;
        var fanOut = FanOut.Of(layers, 2);
        // Pooling leads pixel (0, 0) to the corner, which reaches 4 places of 5 filters, pixel (3, 3) to the inside, which reaches 9.
        Assert.Equal((20, 45), (fanOut[0], fanOut[((3 * 8) + 3) * 6]));
        ((ConvolutionLayer)layers[3]).Parameters[..5].Clear();
        // The first weights are those of row 0 and the rightmost column: they take a pixel one row down and one column to the left, out of the image.
        Assert.Equal(20, FanOut.Of(layers, 2)[0]);
        Assert.Equal(40, FanOut.Of(layers, 2)[((3 * 8) + 3) * 6]);
    }

    [Fact]
    public void Thresholds_are_reported_and_negative_spikes_change_the_run()
    {
        var network = SmallNetworks.Convolutional();
        var snn = AnnToSnn.Convert(network);
        Assert.Equal([new StageReport("act1", 384, 1), new StageReport("act2", 80, 1)], snn.Report);
        Assert.Equal((64, 3, 464), (snn.Inputs, snn.Outputs, snn.Neurons));
        var signed = AnnToSnn.Convert(network, new ConversionOptions { Signs = SpikeSigns.PositiveAndNegative });
        Assert.NotEqual(
            snn.Record(SmallNetworks.Images, [0], 20).Output.Accumulated(0).ToArray(), signed.Record(SmallNetworks.Images, [0], 20).Output.Accumulated(0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnToSnn.Convert(network, new ConversionOptions { MembraneStart = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => snn.Record(SmallNetworks.Images, [0], 1));
    }

    [Fact]
    public void What_cannot_be_converted_is_listed_by_name()
    {
        var random = new RandomStream(1, "bad");
        var fault = Assert.Throws<ArgumentException>(() => AnnToSnn.Convert(new FeedforwardNetwork(
            new DenseLayer("first", 4, 4, random), new Foreign("max1"), QuantizedActivation.Qcfs("act", 4, 4, 1), QuantizedActivation.Qcfs("again", 4, 4, 1), new Foreign("softmax"))));
        Assert.All(["max1 (Foreign)", "softmax (Foreign)", "again (QuantizedActivation)", "average pooling"], part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
        Assert.Contains("act: the last layer", Refused(new DenseLayer("d", 4, 4, random), QuantizedActivation.Qcfs("act", 4, 4, 1)), StringComparison.Ordinal);
        Assert.Contains("nothing that could spike", Refused(new DenseLayer("d", 4, 4, random)), StringComparison.Ordinal);

        static string Refused(params IFeedforwardLayer[] layers) => Assert.Throws<ArgumentException>(() => AnnToSnn.Convert(new FeedforwardNetwork(layers))).Message;
    }

    private sealed class Foreign(string name) : IFeedforwardLayer
    {
        public string Name => name;

        public int Inputs => 4;

        public int Outputs => 4;

        public Span<float> Parameters => [];

        public int Weights => 0;

        public void Forward(ReadOnlySpan<float> input, Span<float> output) => input.CopyTo(output);

        public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputError, Span<float> inputError, Span<float> gradient) => outputError.CopyTo(inputError);
    }
}
