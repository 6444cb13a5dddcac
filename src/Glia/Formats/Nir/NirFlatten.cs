namespace Glia.Formats.Nir;

/// <summary>Makes one dimension of several.</summary>
/// <param name="InputType">The input's shape, where it is known.</param>
/// <param name="StartDimension">The first dimension of those.</param>
/// <param name="EndDimension">The last; −1 is the input's last.</param>
public sealed record NirFlatten(IReadOnlyList<int>? InputType, int StartDimension, int EndDimension) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Flatten";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("input_type", InputType), ("start_dim", StartDimension), ("end_dim", EndDimension)];
}
