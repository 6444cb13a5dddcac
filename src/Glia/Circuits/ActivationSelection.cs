using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Which numbers of an activation are meant: those in all the given rows, positions, heads and features; what is null is not restricted.</summary>
/// <remarks>Negative positions count from the end: −1 is the last token.</remarks>
public sealed record ActivationSelection
{
    /// <summary>Rows of the batch.</summary>
    public IReadOnlyList<int>? Rows { get; init; }

    /// <summary>Positions, the same in every row; in patterns, those of the query.</summary>
    public IReadOnlyList<int>? Positions { get; init; }

    /// <summary>One position for each row of the batch, for texts whose parts lie at different places.</summary>
    public IReadOnlyList<int>? PositionOfRow { get; init; }

    /// <summary>One head for each row of the batch, so that one pass tries many heads.</summary>
    public IReadOnlyList<int>? HeadOfRow { get; init; }

    /// <summary>Positions of keys, in patterns.</summary>
    public IReadOnlyList<int>? KeyPositions { get; init; }

    /// <summary>Heads: query heads where the activation has them, else heads of keys and values.</summary>
    public IReadOnlyList<int>? Heads { get; init; }

    /// <summary>Hidden units, or coordinates of the residual stream or of a head.</summary>
    public IReadOnlyList<int>? Features { get; init; }

    /// <summary>One head at all rows and positions.</summary>
    public static ActivationSelection Head(int head) => new() { Heads = [head] };

    /// <summary>One position of all rows.</summary>
    public static ActivationSelection Position(int position) => new() { Positions = [position] };

    /// <summary>Some hidden units or coordinates, at all rows and positions.</summary>
    public static ActivationSelection Units(params IReadOnlyList<int> features) => new() { Features = features };

    /// <summary>Returns a mask that broadcasts to an activation, or null where everything is selected.</summary>
    /// <exception cref="ArgumentException">Something selected is out of range, or restricts what the activation does not have.</exception>
    internal Tensor? Mask(ActivationSite site, ReadOnlySpan<long> shape)
    {
        Tensor? mask = null;
        Restrict(ref mask, site, shape, ActivationAxis.Row, Rows, "row");
        Restrict(ref mask, site, shape, ActivationAxis.Position, Positions, "position");
        Restrict(ref mask, site, shape, ActivationAxis.KeyPosition, KeyPositions, "key position");
        Restrict(ref mask, site, shape, HeadAxis(site), Heads, "head");
        Restrict(ref mask, site, shape, ActivationAxis.Feature, Features, "unit");
        RestrictRows(ref mask, site, shape, ActivationAxis.Position, PositionOfRow, "position");
        RestrictRows(ref mask, site, shape, HeadAxis(site), HeadOfRow, "head");
        return mask;
    }

    private static ActivationAxis HeadAxis(ActivationSite site) => site.Axes.Contains(ActivationAxis.Head) ? ActivationAxis.Head : ActivationAxis.KeyValueHead;

    private static void Restrict(ref Tensor? mask, ActivationSite site, ReadOnlySpan<long> shape, ActivationAxis axis, IReadOnlyList<int>? chosen, string what)
    {
        if (chosen is null)
        {
            return;
        }

        var dimension = Dimension(site, axis, what);
        var length = shape[dimension];
        var selected = new bool[length];
        foreach (var index in chosen)
        {
            selected[Index(site, axis, index, length, what)] = true;
        }

        var broadcast = Enumerable.Repeat(1L, shape.Length).ToArray();
        broadcast[dimension] = length;
        And(ref mask, tensor(selected).view(broadcast));
    }

    private static void RestrictRows(ref Tensor? mask, ActivationSite site, ReadOnlySpan<long> shape, ActivationAxis axis, IReadOnlyList<int>? chosen, string what)
    {
        if (chosen is null)
        {
            return;
        }

        var (rowAxis, otherAxis) = (Dimension(site, ActivationAxis.Row, "row"), Dimension(site, axis, what));
        var (rows, length) = (shape[rowAxis], shape[otherAxis]);
        if (chosen.Count != rows)
        {
            throw new ArgumentException($"{site}: {chosen.Count} {what}s were given for {rows} rows; each row needs one.");
        }

        var selected = new bool[rows * length];
        for (var row = 0; row < rows; row++)
        {
            selected[(row * length) + Index(site, axis, chosen[row], length, what)] = true;
        }

        var broadcast = Enumerable.Repeat(1L, shape.Length).ToArray();
        (broadcast[rowAxis], broadcast[otherAxis]) = (rows, length);
        And(ref mask, tensor(selected).view(broadcast));
    }

    private static int Dimension(ActivationSite site, ActivationAxis axis, string what)
    {
        var axes = site.Axes;
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i] == axis)
            {
                return i;
            }
        }

        throw new ArgumentException($"{site} has no {what}s to choose from; its dimensions are {string.Join(", ", axes)}.");
    }

    private static long Index(ActivationSite site, ActivationAxis axis, int index, long length, string what)
    {
        var place = index < 0 && axis is (ActivationAxis.Position or ActivationAxis.KeyPosition) ? index + length : index;
        return place >= 0 && place < length ? place
            : throw new ArgumentException($"{site}: there is no {what} {index}; it has 0 … {length - 1}.");
    }

    private static void And(ref Tensor? mask, Tensor other) => mask = mask is null ? other : mask.logical_and(other);
}
