namespace Glia.Tensors;

/// <summary>A way to compute a convolution and its gradients.</summary>
public enum ConvolutionPath
{
    /// <summary>libtorch's own choice, oneDNN where it applies. The fastest; wrong on some processors with some channel counts.</summary>
    OneDnn,

    /// <summary>oneDNN with the channels of input and output padded by zeros to multiples of 16, so that its padded layouts are never used.</summary>
    OneDnnPadded,

    /// <summary>Patches laid out as columns (unfold), times the weight as a matrix.</summary>
    Unfold,

    /// <summary>libtorch without oneDNN. The switch acts on the whole process, also on other operations such as bf16 matrix products.</summary>
    OneDnnOff,
}
