using Glia.Neurons;
using Glia.Random;
using Glia.Synapses;
using Glia.Synapses.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Synapses.Kernels;

public sealed class DelayComponentsTests
{
    private static readonly DelayShape Shape = new(19, 21, 13, 8, 25, 12);

    public DelayComponentsTests() => Libtorch.EnsureLoaded();

    [Fact]
    public void Wide_taps_lie_in_few_directions_and_narrow_ones_do_not()
    {
        Assert.InRange(Basis(12, 6e-8, 25)!.Length, 8, 11);
        Assert.InRange(Basis(6, 6e-8, 25)!.Length, 11, 14);
        Assert.Null(Basis(0.5, 6e-8, 17));
    }

    [Fact]
    public void The_directions_are_orthonormal_and_hold_taps_between_the_samples()
    {
        var basis = Basis(12, 6e-8, 25)!;
        for (var a = 0; a < basis.Length; a++)
        {
            for (var b = 0; b < basis.Length; b++)
            {
                Assert.Equal(a == b ? 1 : 0, Dot(basis[a], basis[b]), 1e-13);
            }
        }

        var tap = Enumerable.Range(0, 25).Select(delay => Math.Exp(-0.5 * Math.Pow((24 - delay - 7.03) / 12.27, 2))).ToArray();
        var inside = basis.Sum(direction => Math.Pow(Dot(direction, tap), 2));
        Assert.Equal(Dot(tap, tap), inside, 1e-12);
    }

    [Fact]
    public void Products_by_components_equal_those_by_delays()
    {
        using var scope = NewDisposeScope();
        var (kernel, input, up) = Signals();
        var components = new DelayComponents<double>(Shape, Basis(12, 1e-14, 25)!, kernel.AsReadOnlySpan<double>());
        var (output, byInput) = (empty_like(up), empty_like(input));
        components.Forward(input.AsReadOnlySpan<double>(), output.AsSpan<double>());
        components.InputGradient(up.AsReadOnlySpan<double>(), byInput.AsSpan<double>());
        var longer = cat([up, zeros([Shape.Window - Shape.OutputSteps, Shape.Batch, Shape.Outputs], ScalarType.Float64)]);
        Assert.InRange(DelayMatrices.Forward(input, kernel, Shape).sub(output).abs().max().item<double>(), 0, 1e-11);
        Assert.InRange(DelayMatrices.InputGradient(longer, kernel, Shape).sub(byInput).abs().max().item<double>(), 0, 1e-11);
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        double[][] Run()
        {
            using var scope = NewDisposeScope();
            var (kernel, input, up) = Signals();
            var components = new DelayComponents<double>(Shape, Basis(12, 1e-14, 25)!, kernel.AsReadOnlySpan<double>());
            var (output, byInput) = (empty_like(up), empty_like(input));
            components.Forward(input.AsReadOnlySpan<double>(), output.AsSpan<double>());
            components.InputGradient(up.AsReadOnlySpan<double>(), byInput.AsSpan<double>());
            return [output.AsReadOnlySpan<double>().ToArray(), byInput.AsReadOnlySpan<double>().ToArray()];
        }

        var before = NeuronThreads.Count;
        try
        {
            NeuronThreads.Count = 1;
            var one = Run();
            NeuronThreads.Count = 2;
            Assert.Equal(one, Run());
        }
        finally
        {
            NeuronThreads.Count = before;
        }
    }

    private static (Tensor Kernel, Tensor Input, Tensor Up) Signals()
    {
        var random = new RandomStream(2, "components");
        var kernel = zeros([Shape.Inputs, Shape.Slots, Shape.RowOf<double>()], ScalarType.Float64);
        var weights = Gaussian(random, 1, Shape.Inputs, Shape.Outputs);
        var positions = TensorInitialization.Uniform(random, [1, Shape.Inputs, Shape.Outputs], -12, 12).to_type(ScalarType.Float64);
        new TapKernel<double>(Profile(12), Shape, 1).Fill(weights.AsReadOnlySpan<double>(), positions.AsReadOnlySpan<double>(), kernel.AsSpan<double>());
        return (kernel, Gaussian(random, Shape.Steps, Shape.Batch, Shape.Inputs), Gaussian(random, Shape.OutputSteps, Shape.Batch, Shape.Outputs));
    }

    private static TapProfile<double> Profile(double sigma) => new(DelayProfile.Gaussian, sigma, DelayExecution.Smooth);

    private static double[][]? Basis(double sigma, double tolerance, int most) => DelayBasis.Of(Profile(sigma), 25, 0, 24, tolerance, most);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static Tensor Gaussian(RandomStream random, params long[] size) => TensorInitialization.Gaussian(random, size, 0, 1).to_type(ScalarType.Float64);
}
