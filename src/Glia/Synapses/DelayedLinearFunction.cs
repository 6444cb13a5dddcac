using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Synapses;

/// <summary>Puts a layer with delays into the autograd graph: inputs are input, weight, position and the call.</summary>
internal sealed class DelayedLinearFunction : SingleTensorFunction<DelayedLinearFunction>
{
    private const string CallKey = "call";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(DelayedLinearFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (input, weight, position, call) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (DelayedCall)vars[3]);
        var (output, kernel) = call.Forward(input, weight, position);
        ctx.save_for_backward([input, weight, position, kernel]);
        ctx.save_data(CallKey, call);
        return output;
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (input, weight, position) = ((DelayedCall)ctx.get_data(CallKey)).Backward(saved[0], saved[1], saved[2], saved[3], grad_output.contiguous());
        _ = input?.MoveToOuterDisposeScope();
        List<Tensor> gradients = [input!, weight.MoveToOuterDisposeScope(), position.MoveToOuterDisposeScope(), null!];

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        return gradients;
    }
}
