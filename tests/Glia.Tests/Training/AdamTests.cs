using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using Adam = Glia.Training.Adam;
using Parameter = TorchSharp.Modules.Parameter;
using static TorchSharp.torch;

namespace Glia.Tests.Training;

public sealed class AdamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(37)]
    public void Follows_the_algorithm_in_double_for_lengths_around_the_vector_width(int length)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(3, "adam");
        using var parameter = new Parameter(TensorInitialization.Gaussian(random, [length], 0, 1));
        var expected = parameter.AsSpan<float>().ToArray().Select(value => (double)value).ToArray();
        var (mean, square) = (new double[length], new double[length]);
        var adam = new Adam([parameter], new AdamOptions { LearningRate = 0.05 });
        for (var step = 1; step <= 25; step++)
        {
            // Loss ½ Σ p⁴/2 + p: the gradient is p³ + 1.
            adam.ZeroGradients();
            parameter.pow(KeptScalar.Of(4.0)).Times(0.25).Plus(parameter).sum().backward();
            var schedule = CosineSchedule.Factor(step - 1, 25);
            adam.Step(schedule);
            for (var i = 0; i < length; i++)
            {
                var gradient = Math.Pow(expected[i], 3) + 1;
                mean[i] = (0.9 * mean[i]) + (0.1 * gradient);
                square[i] = (0.999 * square[i]) + (0.001 * gradient * gradient);
                expected[i] -= 0.05 * schedule * (mean[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        Assert.All(expected.Zip(parameter.AsSpan<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-4));
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_as_it_is()
    {
        using var used = new Parameter(ones(3));
        using var unused = new Parameter(ones(3));
        var adam = new Adam([used, unused]);
        adam.ZeroGradients();
        used.sum().backward();
        adam.Step();
        Assert.Equal([1f, 1f, 1f], unused.AsSpan<float>().ToArray());
        Assert.All(used.AsSpan<float>().ToArray(), value => Assert.Equal(0.999f, value, 1e-6f));
    }

    [Fact]
    public void Wrong_constants_are_named()
    {
        Assert.Contains("AdamOptions.LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([], new AdamOptions { LearningRate = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("AdamOptions.Beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([], new AdamOptions { Beta2 = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schedule_falls_from_one_to_zero()
    {
        Assert.Equal(1, CosineSchedule.Factor(0, 10));
        Assert.Equal(0.5, CosineSchedule.Factor(5, 10), 1e-12);
        Assert.Equal(0, CosineSchedule.Factor(10, 10), 1e-12);
    }
}
