using System.Runtime.InteropServices;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Reservoirs;

/// <summary>Sparse matrices, numbers and constants of reservoirs in safetensors files.</summary>
internal static class StoredRows
{
    public static void Write(SafetensorsWriter writer, string name, CompressedRows rows)
    {
        var starts = new int[rows.RowCount + 1];
        for (var row = 0; row < rows.RowCount; row++)
        {
            starts[row + 1] = starts[row] + rows.Columns(row).Length;
        }

        writer.Add(name + ".starts", SafetensorsDataType.I32, MemoryMarshal.AsBytes<int>(starts), starts.Length);
        writer.Add(name + ".columns", SafetensorsDataType.I32, MemoryMarshal.AsBytes(rows.AllColumns), rows.EntryCount);
        writer.Add(name + ".values", rows.AllValues, rows.EntryCount);
        writer.Metadata[name + " columns"] = FormattableString.Invariant($"{rows.ColumnCount}");
    }

    public static CompressedRows Read(SafetensorsFile file, string name)
    {
        var (starts, columns, values) = (Array<int>(file, name + ".starts"), Array<int>(file, name + ".columns"), Array<float>(file, name + ".values"));
        return new CompressedRows(int.Parse(Note(file, name + " columns"), System.Globalization.CultureInfo.InvariantCulture), starts, columns, values);
    }

    /// <exception cref="ArgumentException">There is no such tensor, or it has another length.</exception>
    public static float[] Numbers(SafetensorsFile file, string name, int count)
    {
        var values = Array<float>(file, name);
        return values.Length == count ? values : throw new ArgumentException($"The tensor '{name}' has {values.Length} numbers; expected {count}.", nameof(file));
    }

    public static T[] Array<T>(SafetensorsFile file, string name)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(file.Read(name)).ToArray();

    public static T Options<T>(SafetensorsFile file) => JsonSerializer.Deserialize<T>(Note(file, "reservoir options"))!;

    public static string Note(SafetensorsFile file, string name) => file.Metadata.TryGetValue(name, out var note) ? note
        : throw new ArgumentException($"The file has no note '{name}'; it was not written by ReservoirModel.Save.", nameof(file));
}
