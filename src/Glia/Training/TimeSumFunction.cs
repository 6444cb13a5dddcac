using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Training;

/// <summary>Puts <see cref="TimeSumOfSoftmaxLoss"/> into the autograd graph.</summary>
internal sealed class TimeSumFunction : SingleTensorFunction<TimeSumFunction>
{
    private const string ShapeKey = "shape";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(TimeSumFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (readout, shape, labels, steps) = ((Tensor)vars[0], (TimeSumShape)vars[1], (int[])vars[2], (int[])vars[3]);
        var softmax = zeros(readout.shape, ScalarType.Float32);
        var sums = TimeSumKernel.Evidence(readout.AsReadOnlySpan<float>(), softmax.AsSpan<float>(), shape, steps);
        var loss = TimeSumKernel.Loss(sums, labels, shape);
        ctx.save_for_backward([softmax, tensor(sums)]);
        ctx.save_data(ShapeKey, shape);
        return tensor((float)loss);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var gradient = empty(saved[0].shape, ScalarType.Float32);
        TimeSumKernel.Backward(
            saved[0].AsReadOnlySpan<float>(), saved[1].AsReadOnlySpan<float>(), grad_output.contiguous().AsReadOnlySpan<float>()[0],
            gradient.AsSpan<float>(), (TimeSumShape)ctx.get_data(ShapeKey));
        List<Tensor> gradients = [gradient.MoveToOuterDisposeScope(), null!, null!, null!];

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        return gradients;
    }
}
