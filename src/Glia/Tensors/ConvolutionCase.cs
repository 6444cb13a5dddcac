namespace Glia.Tensors;

/// <summary>One small convolution of the self-test.</summary>
internal sealed record ConvolutionCase(int Batch, int Inputs, int Height, int Width, int Outputs, int KernelHeight, int KernelWidth)
{
    /// <summary>
    /// The self-test's convolutions: channel counts below, beside and at multiples of the vector block, 1-D and 2-D, strides, dilation, groups.
    /// libtorch uses oneDNN only from 2 small images up, and with one thread and 1×1 kernels only from 16.
    /// </summary>
    public static IReadOnlyList<ConvolutionCase> SelfTest { get; } =
    [
        new(2, 1, 11, 9, 5, 3, 3) { Padding = 1 },
        new(2, 3, 9, 10, 16, 5, 5) { Padding = 2 },
        new(2, 17, 7, 8, 33, 3, 3) { Padding = 1, Stride = 2 },
        new(2, 33, 6, 7, 10, 3, 3) { Padding = 2, Dilation = 2 },
        new(2, 32, 5, 5, 48, 3, 3) { Padding = 1 },
        new(2, 10, 1, 41, 20, 1, 7) { Padding = 3 },
        new(2, 12, 7, 6, 20, 3, 3) { Padding = 1, Groups = 4 },
        new(16, 20, 3, 2, 33, 1, 1),
    ];

    public int Stride { get; init; } = 1;

    public int Padding { get; init; }

    public int Dilation { get; init; } = 1;

    public int Groups { get; init; } = 1;

    /// <summary>Padding of the height: none where the case is 1-D.</summary>
    public int PaddingHeight => KernelHeight == 1 ? 0 : Padding;

    public ConvolutionOptions Options => new() { Stride = (Stride, Stride), Padding = (PaddingHeight, Padding), Dilation = (Dilation, Dilation), Groups = Groups };

    public (int Height, int Width) OutputSize
    {
        get
        {
            var (height, width) = Options.OutputSize(Height, Width, KernelHeight, KernelWidth);
            return ((int)height, (int)width);
        }
    }

    /// <summary>Name as the report prints it, such as <c>17→33 channels, 3×3 kernel, 7×8 input</c>.</summary>
    public override string ToString() =>
        $"{Inputs}→{Outputs} channels, {KernelHeight}×{KernelWidth} kernel, {Height}×{Width} input, stride {Stride}, dilation {Dilation}, groups {Groups}";
}
