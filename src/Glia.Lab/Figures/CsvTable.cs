using System.Globalization;
using Glia.Lab.Text;

namespace Glia.Lab.Figures;

/// <summary>Writes rows of comma-separated values by RFC 4180: CRLF, quotes where needed, shortest round-trip numbers.</summary>
internal static class CsvTable
{
    public static void Row(TextWriter writer, params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            writer.Write(i == 0 ? "" : ",");
            writer.Write(Cell(cells[i]));
        }

        writer.Write("\r\n");
    }

    private static string Cell(object? value) =>
        CsvCell.Quoted(value is double number && double.IsNaN(number) ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}
