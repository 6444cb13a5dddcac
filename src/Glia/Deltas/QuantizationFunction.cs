using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Deltas;

/// <summary>Puts <see cref="QuantizationCall"/> into the autograd graph: inputs activations, θ and the call; outputs the quantised activations and the mean size of their changes.</summary>
internal sealed class QuantizationFunction : MultiTensorFunction<QuantizationFunction>
{
    private const string CallKey = "call";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(QuantizationFunction);

    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var (values, threshold, call) = ((Tensor)vars[0], (Tensor)vars[1], (QuantizationCall)vars[2]);
        var outputs = call.Forward(values, threshold);
        ctx.save_for_backward(call.NeedsInput ? [outputs[0], threshold, values] : [outputs[0], threshold]);
        ctx.save_data(CallKey, call);
        ctx.set_materialize_grads(false);
        return outputs;
    }

    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var call = (QuantizationCall)ctx.get_data(CallKey);
        var saved = ctx.get_saved_variables();
        List<Tensor> gradients = call.Backward(saved[0], saved[1], call.NeedsInput ? saved[2] : null, Present(grad_outputs[0]), Present(grad_outputs[1]));
        foreach (var gradient in gradients)
        {
            _ = gradient.MoveToOuterDisposeScope();
        }

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        gradients.Add(null!);
        return gradients;
    }

    private static Tensor? Present(Tensor gradient) => gradient is null || gradient.IsInvalid ? null : gradient.contiguous();
}
