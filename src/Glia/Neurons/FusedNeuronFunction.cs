using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Neurons;

/// <summary>Puts a fused kernel into the autograd graph: inputs current, state, parameters and the call; outputs the spikes and the final state.</summary>
internal sealed class FusedNeuronFunction : MultiTensorFunction<FusedNeuronFunction>
{
    private const string CallKey = "call";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(FusedNeuronFunction);

    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var call = (FusedCall)vars[^1];
        var (outputs, saved) = call.Forward((Tensor)vars[0], (Tensor)vars[1]);
        ctx.save_for_backward(saved);
        ctx.save_data(CallKey, call);
        ctx.set_materialize_grads(false);
        return outputs;
    }

    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var call = (FusedCall)ctx.get_data(CallKey);
        var gradients = call.Backward(ctx.get_saved_variables(), Contiguous(grad_outputs[0]), Contiguous(grad_outputs[1]));
        foreach (var gradient in gradients)
        {
            _ = gradient?.MoveToOuterDisposeScope();
        }

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        gradients.Add(null!);
        return gradients;
    }

    private static Tensor? Contiguous(Tensor gradient) => gradient is null || gradient.IsInvalid ? null : gradient.contiguous();
}
