using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Glia.Formats;

/// <summary>Gathers tensors and writes them as a safetensors file: the widest types first, then by name, so that the same tensors give the same bytes.</summary>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;
    private readonly Dictionary<string, (SafetensorsEntry Entry, byte[] Bytes)> _tensors = [];

    /// <summary>Notes for the file's header.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Adds a tensor of floats.</summary>
    /// <exception cref="ArgumentException">The name is taken or not allowed, or the values do not fill the shape.</exception>
    public void Add(string name, ReadOnlySpan<float> values, params long[] shape) => Add(name, SafetensorsDataType.F32, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a tensor of any type, from its bytes.</summary>
    /// <exception cref="ArgumentException">The name is taken or not allowed, or the bytes do not fill the shape.</exception>
    public void Add(string name, SafetensorsDataType type, ReadOnlySpan<byte> bytes, params long[] shape)
    {
        var entry = new SafetensorsEntry(name, type, [.. shape]);
        if (name.Length == 0 || name == "__metadata__" || shape.Any(side => side < 0) || entry.ByteLength != bytes.Length || !_tensors.TryAdd(name, (entry, bytes.ToArray())))
        {
            throw new ArgumentException($"A tensor needs a name of its own and {type} values that fill its shape; got '{name}', shape [{string.Join(", ", shape)}], {bytes.Length} bytes.", nameof(name));
        }
    }

    /// <summary>Writes the file's content.</summary>
    public void Write(Stream destination)
    {
        var ordered = _tensors.Values.OrderByDescending(tensor => tensor.Entry.DataType).ThenBy(tensor => tensor.Entry.Name, StringComparer.Ordinal).ToArray();
        var header = Header(ordered.Select(tensor => tensor.Entry));
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        destination.Write(length);
        destination.Write(header);
        foreach (var (_, bytes) in ordered)
        {
            destination.Write(bytes);
        }
    }

    private byte[] Header(IEnumerable<SafetensorsEntry> entries)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (name, note) in Metadata.OrderBy(note => note.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, note);
                }

                json.WriteEndObject();
            }

            long begin = 0;
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.DataType.ToString());
                Numbers(json, "shape", entry.Shape);
                Numbers(json, "data_offsets", [begin, begin + entry.ByteLength]);
                json.WriteEndObject();
                begin += entry.ByteLength;
            }

            json.WriteEndObject();
        }

        // So that the numbers begin at a multiple of 8.
        while (text.Length % Alignment != 0)
        {
            text.WriteByte((byte)' ');
        }

        return text.ToArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
