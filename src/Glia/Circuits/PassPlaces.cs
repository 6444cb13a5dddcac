using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>A place on the way of a pass, with hooks or without.</summary>
internal static class PassPlaces
{
    /// <summary>Returns what the hooks make of an activation; the activation itself where there are none.</summary>
    public static Tensor Visit(this PassHooks? hooks, ActivationKind kind, int layer, Tensor activation) => hooks is null ? activation : hooks.At(kind, layer, activation);
}
