using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Tests.Training;

public sealed class TimeSumOfSoftmaxLossTests
{
    public TimeSumOfSoftmaxLossTests() => Libtorch.EnsureLoaded();

    [Fact]
    public void Loss_gradient_and_evidence_equal_those_operation_by_operation()
    {
        using var scope = NewDisposeScope();
        var readout = TensorInitialization.Gaussian(new RandomStream(4, "loss"), [6, 3, 5], 0, 2).requires_grad_(true);
        var copy = readout.detach().clone().requires_grad_(true);
        var loss = TimeSumOfSoftmaxLoss.Of(readout, [4, 0, 2]);
        var evidence = copy.softmax(2).sum([0L]);
        var expected = nn.functional.cross_entropy(evidence, tensor(new long[] { 4, 0, 2 }));
        loss.mul(tensor(2f)).backward();
        expected.mul(tensor(2f)).backward();
        Assert.Equal(expected.item<float>(), loss.item<float>(), 1e-5f);
        Close(copy.grad!, readout.grad!);
        Close(evidence, tensor(TimeSumOfSoftmaxLoss.Evidence(readout), [3, 5]));
    }

    [Fact]
    public void Steps_after_a_sample_s_end_do_not_count()
    {
        using var scope = NewDisposeScope();
        var readout = TensorInitialization.Gaussian(new RandomStream(4, "mask"), [6, 2, 5], 0, 2).requires_grad_(true);
        TimeSumOfSoftmaxLoss.Of(readout, [4, 0], [2, 6]).backward();
        Assert.True(readout.grad!.narrow(0, 2, 4).select(1, 0).eq(KeptScalar.Of(0)).all().item<bool>());
        Assert.False(readout.grad!.narrow(0, 2, 4).select(1, 1).eq(KeptScalar.Of(0)).any().item<bool>());
        Close(readout.narrow(0, 0, 2).select(1, 0).softmax(1).sum([0L]), tensor(TimeSumOfSoftmaxLoss.Evidence(readout, [2, 6])[..5]));
    }

    [Fact]
    public void Labels_and_lengths_that_do_not_fit_are_told()
    {
        using var scope = NewDisposeScope();
        var readout = zeros(3, 2, 4);
        Assert.Contains("0 to 3; got 4", Assert.Throws<ArgumentOutOfRangeException>(() => TimeSumOfSoftmaxLoss.Of(readout, [0, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("got 1 labels", Assert.Throws<ArgumentException>(() => TimeSumOfSoftmaxLoss.Of(readout, [0])).Message, StringComparison.Ordinal);
        Assert.Contains("1 to 3 steps; got 9", Assert.Throws<ArgumentOutOfRangeException>(() => TimeSumOfSoftmaxLoss.Of(readout, [0, 1], [1, 9])).Message, StringComparison.Ordinal);
    }

    private static void Close(Tensor expected, Tensor actual) => Assert.All(
        expected.detach().contiguous().AsReadOnlySpan<float>().ToArray().Zip(actual.detach().contiguous().AsReadOnlySpan<float>().ToArray()),
        pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
}
