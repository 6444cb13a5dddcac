namespace Glia.Lab.Trials;

/// <summary>A small array of numbers that a trial leaves for figures, row-major.</summary>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Values">The numbers; as many as the product of the shape.</param>
public sealed record NumericArray(IReadOnlyList<int> Shape, IReadOnlyList<double> Values)
{
    /// <summary>A one-dimensional array.</summary>
    public static NumericArray Of(IEnumerable<double> values)
    {
        var list = values.ToArray();
        return new NumericArray([list.Length], list);
    }

    /// <summary>A two-dimensional array, row by row.</summary>
    public static NumericArray Of(double[,] values) => new([values.GetLength(0), values.GetLength(1)], [.. values.Cast<double>()]);

    /// <summary>The number at a row and a column of a two-dimensional array.</summary>
    public double this[int row, int column] => Values[(row * Shape[1]) + column];
}
