namespace Glia.Formats.Nir;

/// <summary>Sums over windows of two dimensions.</summary>
/// <param name="KernelSize">Height and width of a window.</param>
/// <param name="Stride">Steps in both dimensions.</param>
/// <param name="Padding">Zeros around the input in both dimensions.</param>
public sealed record NirSumPool2d(IReadOnlyList<int> KernelSize, IReadOnlyList<int> Stride, IReadOnlyList<int> Padding) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "SumPool2d";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("kernel_size", KernelSize), ("stride", Stride), ("padding", Padding)];

    internal override string? Problem => base.Problem
        ?? (KernelSize.Any(side => side < 1) || Stride.Any(step => step < 1) || Padding.Any(side => side < 0) ? "'kernel_size' and 'stride' must be at least 1, 'padding' not negative" : null);
}
