using Glia.Neurons;
using Glia.Random;
using Glia.Synapses.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Synapses.Kernels;

public sealed class DelayWindowsTests
{
    public DelayWindowsTests() => Libtorch.EnsureLoaded();

    [Theory]
    [InlineData(1, 1, 1, 1, 3, 0, 1)]
    [InlineData(20, 17, 5, 9, 25, 12, 5)]
    [InlineData(9, 8, 19, 3, 9, 8, 4)]
    [InlineData(16, 33, 2, 7, 25, 0, 12)]
    [InlineData(101, 3, 6, 4, 11, 5, 2)]
    public void Products_over_windows_equal_those_over_all_delays(int steps, int batch, int inputs, int outputs, int slots, int tail, int width)
    {
        using var scope = NewDisposeScope();
        var shape = new DelayShape(steps, batch, inputs, outputs, slots, tail);
        var random = new RandomStream(3, $"windows/{steps}");
        var kernel = NarrowKernel(shape, width, random);
        var windows = DelayWindows<double>.Of(kernel.AsReadOnlySpan<double>(), shape);
        Assert.InRange(windows.Width, Math.Min(width, slots), width + TapChunk.Taps);
        var input = Gaussian(random, steps, batch, inputs);
        var up = Gaussian(random, steps + tail, batch, outputs);

        var output = empty([steps + tail, batch, outputs], ScalarType.Float64);
        windows.Forward(input.AsReadOnlySpan<double>(), kernel.AsReadOnlySpan<double>(), output.AsSpan<double>());
        Close(DelayMatrices.Forward(input, kernel, shape), output);

        var (byKernel, byInput, expected) = (zeros_like(kernel), empty_like(input), zeros_like(kernel));
        windows.Backward(input.AsReadOnlySpan<double>(), up.AsReadOnlySpan<double>(), kernel.AsReadOnlySpan<double>(), byKernel.AsSpan<double>(), byInput.AsSpan<double>());
        var longer = cat([up, zeros([shape.Window - shape.OutputSteps, batch, outputs], ScalarType.Float64)]);
        Close(DelayMatrices.InputGradient(longer, kernel, shape), byInput);
        DelayMatrices.KernelGradient(input, longer, expected, shape);
        var inWindow = kernel.ne(KeptScalar.Of(0)).to_type(ScalarType.Float64);
        Close(expected.mul(inWindow), byKernel.mul(inWindow));
    }

    [Fact]
    public void A_kernel_of_zeros_gives_zeros()
    {
        using var scope = NewDisposeScope();
        var shape = new DelayShape(6, 2, 3, 4, 5, 2);
        var kernel = zeros([3, 5, shape.RowOf<float>()]);
        var output = ones([8, 2, 4]);
        DelayWindows<float>.Of(kernel.AsReadOnlySpan<float>(), shape).Forward(ones([6, 2, 3]).AsReadOnlySpan<float>(), kernel.AsReadOnlySpan<float>(), output.AsSpan<float>());
        Assert.Equal(-1, output.AsReadOnlySpan<float>().IndexOfAnyExcept(0));
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        float[][] Run()
        {
            using var scope = NewDisposeScope();
            var shape = new DelayShape(30, 40, 7, 9, 11, 5);
            var random = new RandomStream(4, "threads");
            var kernel = NarrowKernel(shape, 3, random).to_type(ScalarType.Float32).narrow(2, 0, 9);
            var rows = zeros([7, 11, shape.RowOf<float>()]);
            rows.narrow(2, 0, 9).copy_(kernel);
            var (input, up) = (Gaussian(random, 30, 40, 7).to_type(ScalarType.Float32), Gaussian(random, 35, 40, 9).to_type(ScalarType.Float32));
            var (output, byKernel, byInput) = (empty_like(up), zeros_like(rows), empty_like(input));
            var windows = DelayWindows<float>.Of(rows.AsReadOnlySpan<float>(), shape);
            windows.Forward(input.AsReadOnlySpan<float>(), rows.AsReadOnlySpan<float>(), output.AsSpan<float>());
            windows.Backward(input.AsReadOnlySpan<float>(), up.AsReadOnlySpan<float>(), rows.AsReadOnlySpan<float>(), byKernel.AsSpan<float>(), byInput.AsSpan<float>());
            return [.. new[] { output, byKernel, byInput }.Select(t => t.AsReadOnlySpan<float>().ToArray())];
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

    // Every synapse reaches over up to so many neighbouring delays from one of its own.
    private static Tensor NarrowKernel(DelayShape shape, int width, RandomStream random)
    {
        var kernel = zeros([shape.Inputs, shape.Slots, shape.RowOf<double>()], ScalarType.Float64);
        var values = kernel.AsSpan<double>();
        for (var synapse = 0; synapse < shape.Inputs * shape.Outputs; synapse++)
        {
            var (input, output, first) = (synapse / shape.Outputs, synapse % shape.Outputs, random.NextInt(shape.Slots));
            first = synapse == 0 ? 0 : first;
            for (var delay = first; delay < Math.Min(first + width, shape.Slots); delay++)
            {
                values[(((input * shape.Slots) + delay) * shape.RowOf<double>()) + output] = 0.1 + random.NextDouble();
            }
        }

        return kernel;
    }

    private static Tensor Gaussian(RandomStream random, params long[] size) => TensorInitialization.Gaussian(random, size, 0, 1).to_type(ScalarType.Float64);

    private static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = expected.sub(actual).abs().max().item<double>();
        Assert.InRange(difference, 0, 1e-12 * (1 + expected.abs().max().item<double>()));
    }
}
