using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Glia.Tests.Formats;

/// <summary>Writes what NumPy writes, after the description of its format (numpy.lib.format), for tests of the reader.</summary>
internal static class NumpyArchive
{
    /// <summary>An array with the header that NumPy pads to 64 bytes.</summary>
    public static byte[] Array(string type, byte[] values, params int[] shape)
    {
        var sides = string.Join(", ", shape.Select(side => side.ToString(CultureInfo.InvariantCulture))) + (shape.Length == 1 ? "," : "");
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sides}), }}";
        header = header.PadRight(((header.Length + 11 + 63) / 64 * 64) - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. values];
    }

    public static byte[] Floats(IEnumerable<float> values, params int[] shape) => Array("<f4", [.. values.SelectMany(BitConverter.GetBytes)], shape);

    public static byte[] Integers(IEnumerable<int> values, params int[] shape) => Array("<i4", [.. values.SelectMany(BitConverter.GetBytes)], shape);

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> arrays, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in arrays)
            {
                using var entry = archive.CreateEntry(name + ".npy", level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
