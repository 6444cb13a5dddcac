using System.Numerics;
using Glia.Neurons.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Neurons;

/// <summary>The product of spikes, which have no gradient, with weights, in the autograd graph. Inputs: weights [inputs, outputs] and the spikes; output [rows, outputs].</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SparseProductFunction<T> : SingleTensorFunction<SparseProductFunction<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string SpikesKey = "spikes";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(SparseProductFunction<T>);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (weights, spikes) = ((Tensor)vars[0], (SparseRows<T>)vars[1]);
        var result = empty([spikes.RowCount, weights.shape[1]], weights.dtype);
        spikes.Multiply(weights.AsReadOnlySpan<T>(), (int)weights.shape[1], result.AsSpan<T>());
        ctx.save_data(SpikesKey, spikes);
        return result;
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var spikes = (SparseRows<T>)ctx.get_data(SpikesKey);
        var gradient = grad_output.contiguous();
        var outputs = (int)gradient.shape[1];
        var result = empty([spikes.ColumnCount, outputs], gradient.dtype).MoveToOuterDisposeScope();
        spikes.MultiplyTransposed(gradient.AsReadOnlySpan<T>(), outputs, result.AsSpan<T>());

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        List<Tensor> gradients = [result];
        ctx.save_data(GradientsKey, gradients);
        return [result, null!];
    }
}
