using System.Globalization;
using Glia.Formats;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>Reads a table of measured tuning curves: a header <c>neuron,0,15,30,…</c> with orientations in degrees, then a name and the responses of a neuron on each line.</summary>
public static class TuningCurveFile
{
    private const int MostCells = 4096;
    private const double SpacingTolerance = 1e-6;

    /// <summary>The responses of a file's neurons: a matrix [neuron, orientation].</summary>
    /// <exception cref="GliaFormatException">The table has no header, orientations that are not evenly spaced over 180 degrees, or a line with too few, too many or unreadable numbers.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Matrix<double> Read(string path)
    {
        using var reader = File.OpenText(path);
        var header = Cells(reader.ReadLine() ?? throw new GliaFormatException(path, 1, "The file is empty; expected a header such as neuron,0,15,30."));
        var orientations = Numbers(path, 1, header, "orientation in degrees");
        CheckOrientations(path, orientations);
        var rows = new List<double[]>();
        for (var (line, number) = (reader.ReadLine(), 2); line is not null; line = reader.ReadLine(), number++)
        {
            if (line.Trim().Length == 0)
            {
                continue;
            }

            var cells = Cells(line);
            if (cells.Length != header.Length)
            {
                throw new GliaFormatException(path, number, $"Line {number} has {cells.Length} cells; expected {header.Length}, a name and a response to each of {orientations.Length} orientations.");
            }

            rows.Add(Numbers(path, number, cells, "response"));
        }

        return rows.Count is > 0 and <= MostCells ? Matrix<double>.Build.DenseOfRowArrays(rows)
            : throw new GliaFormatException(path, 2, $"The table has {rows.Count} neurons; expected 1 to {MostCells}.");
    }

    private static string[] Cells(string line) => line.Split(',', MostCells + 2, StringSplitOptions.TrimEntries);

    private static double[] Numbers(string path, int line, string[] cells, string what) => [.. cells.Skip(1).Select((cell, index) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw new GliaFormatException(path, line, $"Line {line}, column {index + 2}: expected a {what}, a number with a point as decimal mark; got '{(cell.Length <= 40 ? cell : cell[..40] + "…")}'."))];

    private static void CheckOrientations(string path, double[] orientations)
    {
        var step = PreferredOrientation.Period / orientations.Length;
        var bad = Enumerable.Range(0, orientations.Length).FirstOrDefault(index => Math.Abs(orientations[index] - (index * step)) > SpacingTolerance, -1);
        if (orientations.Length is < PreferredOrientation.FewestOrientations or > MostCells || bad >= 0)
        {
            throw new GliaFormatException(path, 1, string.Create(CultureInfo.InvariantCulture,
                $"The header names {orientations.Length} orientations{(bad >= 0 ? $", of which number {bad + 1} is {orientations[bad]}" : "")}; expected {PreferredOrientation.FewestOrientations} or more, evenly spaced from 0 to below 180 degrees (not radians)."));
        }
    }
}
