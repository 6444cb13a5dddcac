namespace Glia.Formats.Nir;

/// <summary>A convolution (cross-correlation, as everywhere in machine learning) in two dimensions.</summary>
/// <param name="InputShape">The input's two sides, where they are known.</param>
/// <param name="Weight">[out, in / groups, height, width].</param>
/// <param name="Stride">Steps in both dimensions.</param>
/// <param name="Padding">What is put around the input.</param>
/// <param name="Dilation">Distances of the taps.</param>
/// <param name="Groups">Groups of channels that do not mix.</param>
/// <param name="Bias">[out].</param>
public sealed record NirConv2d(IReadOnlyList<int>? InputShape, NirArray Weight, IReadOnlyList<int> Stride, NirPadding Padding, IReadOnlyList<int> Dilation, int Groups, NirArray Bias) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Conv2d";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("input_shape", InputShape), ("weight", Weight), ("stride", Stride), ("padding", Padding.Field(isList: true)), ("dilation", Dilation), ("groups", Groups), ("bias", Bias)];

    internal override string? Problem => base.Problem
        ?? (Weight.Shape.Count != 4 ? "'weight' must have four dimensions"
            : Stride.Any(step => step < 1) || Dilation.Any(step => step < 1) || Groups < 1 ? "'stride', 'dilation' and 'groups' must be at least 1" : Padding.Problem);
}
