namespace Glia.Formats.Nir;

/// <summary>A convolution (cross-correlation, as everywhere in machine learning) in one dimension.</summary>
/// <param name="InputShape">How long the input is, where it is known.</param>
/// <param name="Weight">[out, in / groups, length].</param>
/// <param name="Stride">Step.</param>
/// <param name="Padding">What is put around the input.</param>
/// <param name="Dilation">Distance of the taps.</param>
/// <param name="Groups">Groups of channels that do not mix.</param>
/// <param name="Bias">[out].</param>
public sealed record NirConv1d(int? InputShape, NirArray Weight, int Stride, NirPadding Padding, int Dilation, int Groups, NirArray Bias) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Conv1d";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("input_shape", InputShape), ("weight", Weight), ("stride", Stride), ("padding", Padding.Field(isList: false)), ("dilation", Dilation), ("groups", Groups), ("bias", Bias)];

    internal override string? Problem => base.Problem
        ?? (Weight.Shape.Count != 3 ? "'weight' must have three dimensions"
            : Stride < 1 || Dilation < 1 || Groups < 1 ? "'stride', 'dilation' and 'groups' must be at least 1" : Padding.Problem);
}
