using System.Globalization;
using System.Text;
using System.Text.Json;
using Glia.Lab.Runs;

namespace Glia.Lab.Figures;

/// <summary>Writes a figure's files: the drawing, and the data beside it.</summary>
public static class FigureFiles
{
    private const int Width = 760;
    private const int Height = 440;

    /// <summary>Writes <c>name.svg</c>, <c>name.csv</c> (the data) and <c>name.json</c> (the figure, to draw it anew).</summary>
    /// <exception cref="RunException">A file cannot be written.</exception>
    public static void Save(Figure figure, string folder)
    {
        AtomicFile.Write(Path.Combine(folder, figure.Name + ".svg"), FigureRenderer.RenderSvg(figure, Width, Height));
        AtomicFile.Write(Path.Combine(folder, figure.Name + ".csv"), Csv(figure));
        AtomicFile.Write(Path.Combine(folder, figure.Name + ".json"), JsonSerializer.Serialize(figure, LabJson.Compact));
    }

    /// <summary>The data behind a figure as comma-separated values (RFC 4180).</summary>
    public static string Csv(Figure figure)
    {
        var (columns, rows) = figure.Data();
        var text = new StringBuilder();
        foreach (var row in rows.Prepend([.. columns]))
        {
            text.AppendJoin(',', row.Select(cell => Quoted(Cell(cell)))).Append("\r\n");
        }

        return text.ToString();
    }

    internal static string Cell(object? cell) => cell is double number ? Cell(number) : Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";

    internal static string Cell(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    internal static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
