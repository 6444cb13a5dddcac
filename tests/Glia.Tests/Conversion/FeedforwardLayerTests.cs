using Glia.Conversion;
using Glia.Random;

namespace Glia.Tests.Conversion;

public sealed class FeedforwardLayerTests
{
    public static TheoryData<string> Layers => ["dense", "dense, wide", "convolution", "convolution, wide", "pooling"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_agree_with_finite_differences(string kind)
    {
        // The layers are linear in inputs and in parameters, so that differences over a large step are exact up to rounding.
        var layer = Make(kind);
        var random = new RandomStream(5, "gradient");
        var (input, error) = (Fill(random, layer.Inputs), Fill(random, layer.Outputs));
        var (inputError, gradient) = (new float[layer.Inputs], new float[layer.Parameters.Length]);
        layer.Backward(input, error, inputError, gradient);
        for (var probe = 0; probe < 40; probe++)
        {
            var i = random.NextInt(layer.Inputs);
            Assert.Equal(Difference(layer, input, error, () => ref input[i]), inputError[i], 1e-3);
            if (gradient.Length > 0)
            {
                var p = probe < 4 ? gradient.Length - 1 - probe : random.NextInt(gradient.Length);
                Assert.Equal(Difference(layer, input, error, () => ref layer.Parameters[p]), gradient[p], 1e-3);
            }
        }

        var alone = new float[gradient.Length];
        layer.Backward(input, error, [], alone);
        Assert.Equal(gradient, alone);
    }

    [Fact]
    public void A_convolution_is_the_sum_over_the_neighbourhood()
    {
        var layer = new ConvolutionLayer("c", 5, 4, 3, 2, new RandomStream(1, "weights"));
        var random = new RandomStream(2, "image");
        random.FillGaussian(layer.Parameters[layer.Weights..], 0, 1);
        var input = Fill(random, layer.Inputs);
        input[7] = 0;
        var output = new float[layer.Outputs];
        layer.Forward(input, output);
        for (var row = 0; row < 5; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                for (var filter = 0; filter < 2; filter++)
                {
                    Assert.Equal(Convolved(layer, input, row, column, filter), output[(((row * 4) + column) * 2) + filter], 1e-4);
                }
            }
        }
    }

    [Fact]
    public void Pooling_averages_squares_of_each_channel()
    {
        var output = new float[4];
        new AveragePooling("p", 2, 4, 2).Forward([1, 10, 2, 20, 5, 50, 6, 60, 3, 30, 4, 40, 7, 70, 8, 80], output);
        Assert.Equal([2.5f, 25, 6.5f, 65], output);
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => new AveragePooling("p", 3, 4, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_do_not_fit_together_are_refused_by_name()
    {
        var random = new RandomStream(1, "fit");
        var fault = Assert.Throws<ArgumentException>(() => new FeedforwardNetwork(new DenseLayer("first", 4, 3, random), new DenseLayer("second", 4, 2, random)));
        Assert.Contains("first gives 3 numbers, but second takes 4", fault.Message, StringComparison.Ordinal);
        Assert.Contains("names of their own", Assert.Throws<ArgumentException>(() => new FeedforwardNetwork(new DenseLayer("a", 4, 4, random), new DenseLayer("a", 4, 2, random))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FeedforwardNetwork());
    }

    private static IFeedforwardLayer Make(string kind)
    {
        var random = new RandomStream(3, kind);
        return kind switch
        {
            "dense" => new DenseLayer("d", 7, 5, random),
            "dense, wide" => new DenseLayer("d", 9, 37, random),
            "convolution" => new ConvolutionLayer("c", 3, 5, 2, 3, random),
            "convolution, wide" => new ConvolutionLayer("c", 4, 4, 1, 16, random),
            _ => new AveragePooling("p", 4, 6, 3),
        };
    }

    private delegate ref float Place();

    private static double Difference(IFeedforwardLayer layer, float[] input, float[] error, Place place)
    {
        double Loss(float change)
        {
            var before = place();
            place() = before + change;
            var output = new float[layer.Outputs];
            layer.Forward(input, output);
            place() = before;
            return output.Zip(error, (value, weight) => (double)value * weight).Sum();
        }

        return (Loss(0.5f) - Loss(-0.5f)) / 1.0;
    }

    private static double Convolved(ConvolutionLayer layer, float[] input, int row, int column, int filter)
    {
        double sum = layer.Parameters[layer.Weights + filter];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var (r, c) = (row + i - 1, column + j - 1);
                for (var k = 0; r >= 0 && r < 5 && c >= 0 && c < 4 && k < 3; k++)
                {
                    sum += (double)input[(((r * 4) + c) * 3) + k] * layer.Parameters[((((k * 3) + i) * 3) + 2 - j) * 2 + filter];
                }
            }
        }

        return sum;
    }

    private static float[] Fill(RandomStream random, int count)
    {
        var values = new float[count];
        random.FillGaussian(values, 0, 1);
        return values;
    }
}
