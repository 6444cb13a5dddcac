namespace Glia.Formats.Nir;

/// <summary>Numbers in a shape.</summary>
/// <param name="Shape">The length of each dimension; none for a single number.</param>
/// <param name="Values">The numbers, row-major.</param>
public sealed record NirArray(IReadOnlyList<int> Shape, double[] Values)
{
    /// <summary>Numbers in one row.</summary>
    public static NirArray Of(params double[] values) => new([values.Length], values);

    /// <summary>The same number everywhere in a shape.</summary>
    public static NirArray Filled(IReadOnlyList<int> shape, double value)
    {
        var values = new double[shape.Aggregate(1, (product, side) => checked(product * side))];
        Array.Fill(values, value);
        return new NirArray(shape, values);
    }

    internal bool IsWhole => Shape.All(side => side >= 0) && Shape.Aggregate(1L, (product, side) => Math.Min(product * side, int.MaxValue)) == Values.Length;

    internal string ShapeText => $"[{string.Join(", ", Shape)}]";
}
