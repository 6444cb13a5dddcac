namespace Glia.Tensors;

/// <summary>A way to compute a convolution with libtorch.</summary>
public enum ConvolutionPath
{
    /// <summary>libtorch's own choice, which is oneDNN on a CPU.</summary>
    OneDnn,

    /// <summary>oneDNN with channels padded to multiples of 16, which its blocked layouts then need not pad.</summary>
    OneDnnPadded,

    /// <summary>The input unfolded into columns, and a matrix product.</summary>
    Unfold,
}
