using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Tests.Training;

public sealed class BatchNormalizationTests
{
    public BatchNormalizationTests() => Libtorch.EnsureLoaded();

    [Theory]
    [InlineData(5, 3, 4)]
    [InlineData(70, 2, 19)]
    [InlineData(1, 2, 1)]
    public void Output_gradients_and_running_statistics_equal_torch_s(int steps, int batch, int channels)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(5, "norm");
        using var ours = new BatchNormalization(channels);
        using var theirs = nn.BatchNorm1d(channels);
        random.FillUniform(ours.Scale.detach().AsSpan<float>(), 0.5f, 2);
        random.FillUniform(ours.Shift.detach().AsSpan<float>(), -1, 1);
        ours.Scale.detach().AsSpan<float>().CopyTo(theirs.weight.detach().AsSpan<float>());
        ours.Shift.detach().AsSpan<float>().CopyTo(theirs.bias!.detach().AsSpan<float>());
        foreach (var training in new[] { true, true, false })
        {
            ours.train(training);
            theirs.train(training);
            var input = TensorInitialization.Gaussian(random, [steps, batch, channels], 3, 2).requires_grad_(true);
            var copy = input.detach().clone().requires_grad_(true);
            var up = TensorInitialization.Gaussian(random, [steps, batch, channels], 0, 1);
            ours.zero_grad();
            theirs.zero_grad();
            var (a, b) = (ours.forward(input), theirs.forward(copy.view(-1, channels)).view(steps, batch, channels));
            a.mul(up).sum().backward();
            b.mul(up).sum().backward();
            Close(b, a);
            Close(copy.grad!, input.grad!);
            Close(theirs.weight.grad!, ours.Scale.grad!);
            Close(theirs.bias!.grad!, ours.Shift.grad!);
        }

        Close(theirs.running_mean!, tensor(ours.RunningMean, ScalarType.Float32));
        Close(theirs.running_var!, tensor(ours.RunningVariance, ScalarType.Float32));
    }

    [Fact]
    public void Statistics_estimated_anew_are_the_mean_over_batches()
    {
        using var scope = NewDisposeScope();
        using var layer = new BatchNormalization(1) { Averaging = StatisticsAveraging.Cumulative };
        layer.forward(tensor(new[] { 9f, 11f }, [1, 2, 1]));
        layer.ResetStatistics();
        layer.forward(tensor(new[] { 0f, 2f }, [1, 2, 1]));
        layer.forward(tensor(new[] { 4f, 8f }, [1, 2, 1]));
        Assert.Equal(3.5, layer.RunningMean[0], 1e-6);
        Assert.Equal(5, layer.RunningVariance[0], 1e-6);
    }

    [Fact]
    public void A_single_row_has_no_statistics_and_another_width_is_told()
    {
        using var scope = NewDisposeScope();
        using var layer = new BatchNormalization(3);
        Assert.Contains("two rows", Assert.Throws<ArgumentException>(() => layer.forward(zeros(1, 1, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 2, 4]", Assert.Throws<ArgumentException>(() => layer.forward(zeros(2, 2, 4))).Message, StringComparison.Ordinal);
        layer.eval();
        Assert.Equal([1, 1, 3], layer.forward(zeros(1, 1, 3)).shape);
    }

    private static void Close(Tensor expected, Tensor actual) => Assert.All(
        expected.detach().contiguous().AsReadOnlySpan<float>().ToArray().Zip(actual.detach().contiguous().AsReadOnlySpan<float>().ToArray()),
        pair => Assert.Equal(pair.First, pair.Second, 2e-5f * (1 + Math.Abs(pair.First))));
}
