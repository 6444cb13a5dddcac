using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Glia.Formats;

/// <summary>A safetensors file, whose header is read and checked at once and whose tensors are read when asked for.</summary>
/// <remarks>
/// <para>8 bytes, the length N of the header (low byte first); N bytes of JSON, name → type, shape and place; the numbers, row-major. The places must
/// cover the rest of the file without a hole or an overlap, and fit type and shape.</para>
/// <para>Values larger than an array holds (2³¹ bytes) can not be read at once. Thread-safe: yes.</para>
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = sizeof(ulong);
    private const int MostHeaderBytes = 100_000_000;

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle? _file;
    private readonly byte[] _content;
    private readonly Dictionary<string, (SafetensorsEntry Entry, long Offset)> _entries;
    private readonly string _source;

    private SafetensorsFile(SafetensorsHeader header, byte[] content, Microsoft.Win32.SafeHandles.SafeFileHandle? file, string source)
    {
        (_content, _file, _source) = (content, file, source);
        Entries = header.Entries;
        Metadata = header.Metadata;
        _entries = header.Entries.Zip(header.Offsets).ToDictionary(pair => pair.First.Name, pair => (pair.First, pair.Second));
    }

    /// <summary>The tensors, in the order of their places in the file.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The notes of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file; its tensors are read from it when asked for.</summary>
    /// <exception cref="GliaFormatException">It is no such file, or its header does not fit it.</exception>
    public static SafetensorsFile Open(string file)
    {
        var handle = File.OpenHandle(file);
        try
        {
            var length = RandomAccess.GetLength(handle);
            var beginning = new byte[LengthBytes];
            var header = new byte[HeaderLength(beginning.AsSpan(0, RandomAccess.Read(handle, beginning, 0)), length, file)];
            ReadWhole(handle, header, LengthBytes, file);
            return new SafetensorsFile(SafetensorsHeader.Parse(header, LengthBytes + header.Length, length, file), [], handle, file);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Opens a content; <paramref name="source"/> is its name, for messages.</summary>
    /// <exception cref="GliaFormatException">It is no such content, or its header does not fit it.</exception>
    public static SafetensorsFile Parse(byte[] content, string source)
    {
        var header = content.AsSpan(LengthBytes < content.Length ? LengthBytes : content.Length);
        var length = HeaderLength(content, content.Length, source);
        return new SafetensorsFile(SafetensorsHeader.Parse(header[..length], LengthBytes + length, content.Length, source), content, null, source);
    }

    /// <summary>Whether the file has a tensor of that name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>Reads a tensor's bytes.</summary>
    /// <exception cref="ArgumentException">There is no such tensor, or it is larger than an array can be.</exception>
    public byte[] Read(string name)
    {
        var (entry, offset) = Find(name);
        if (entry.ByteLength > Array.MaxLength)
        {
            throw new ArgumentException($"The tensor '{name}' of {_source} has {entry.ByteLength} bytes, more than can be read at once.", nameof(name));
        }

        var bytes = new byte[entry.ByteLength];
        if (_file is null)
        {
            _content.AsSpan((int)offset, bytes.Length).CopyTo(bytes);
        }
        else
        {
            ReadWhole(_file, bytes, offset, _source);
        }

        return bytes;
    }

    /// <summary>Reads a tensor of any floating-point or whole-number type, converted to float (8-bit floating point is refused).</summary>
    /// <exception cref="ArgumentException">There is no such tensor, it is too large, or of a type that is not converted.</exception>
    public float[] ReadSingles(string name)
    {
        var type = Find(name).Entry.DataType;
        var bytes = Read(name);
        return type switch
        {
            SafetensorsDataType.F32 => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            SafetensorsDataType.F64 => Convert<double>(bytes, value => (float)value),
            SafetensorsDataType.F16 => Convert<Half>(bytes, value => (float)value),
            SafetensorsDataType.BF16 => Convert<ushort>(bytes, value => BitConverter.UInt32BitsToSingle((uint)value << 16)),
            SafetensorsDataType.BOOL or SafetensorsDataType.U8 => Convert<byte>(bytes, value => value),
            SafetensorsDataType.I8 => Convert<sbyte>(bytes, value => value),
            SafetensorsDataType.I16 => Convert<short>(bytes, value => value),
            SafetensorsDataType.U16 => Convert<ushort>(bytes, value => value),
            SafetensorsDataType.I32 => Convert<int>(bytes, value => value),
            SafetensorsDataType.U32 => Convert<uint>(bytes, value => value),
            SafetensorsDataType.I64 => Convert<long>(bytes, value => value),
            SafetensorsDataType.U64 => Convert<ulong>(bytes, value => value),
            _ => throw new ArgumentException($"The tensor '{name}' of {_source} is of type {type}, which is not converted to float; read its bytes.", nameof(name)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    internal (SafetensorsEntry Entry, long Offset) Find(string name) => _entries.TryGetValue(name, out var found) ? found
        : throw new ArgumentException($"{_source} has no tensor '{name}'; it has {string.Join(", ", _entries.Keys.Take(20))}{(_entries.Count > 20 ? ", …" : "")}.", nameof(name));

    private static float[] Convert<T>(byte[] bytes, Converter<T, float> convert)
        where T : unmanaged => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), convert);

    private static int HeaderLength(ReadOnlySpan<byte> beginning, long fileLength, string source)
    {
        if (beginning.Length < LengthBytes)
        {
            throw new GliaFormatException(source, 0, $"Expected a safetensors file; it has only {beginning.Length} bytes.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(beginning);
        return length <= MostHeaderBytes && (long)length <= fileLength - LengthBytes ? (int)length
            : throw new GliaFormatException(source, 0, $"Expected a safetensors file; its header would have {length} bytes, but the file has {fileLength} (and a header at most {MostHeaderBytes}). Is it a web page, a Git LFS pointer, or another kind of file?");
    }

    private static void ReadWhole(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> destination, long offset, string source)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(file, destination, offset);
            if (read == 0)
            {
                throw new GliaFormatException(source, offset, "The file became shorter while it was read.");
            }

            destination = destination[read..];
            offset += read;
        }
    }
}
