using static TorchSharp.torch;

namespace Glia.Studies.MetaNeuron;

/// <summary>Tensors whose gradients are added in loops over what fires, not by autograd.</summary>
internal static class HandLearned
{
    /// <summary>Gives a tensor a place for its gradient, and a life outside any scope.</summary>
    public static Tensor Of(Tensor values)
    {
        values.requires_grad_(true);
        values.grad = zeros_like(values).DetachFromDisposeScope();
        return values.DetachFromDisposeScope();
    }
}
