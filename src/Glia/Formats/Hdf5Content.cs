using System.IO.MemoryMappedFiles;
using System.Numerics;
using PureHDF;
using PureHDF.Selections;

namespace Glia.Formats;

/// <summary>An HDF5 file that need not be trusted: sizes are compared with the file before anything is read, and every failure inside becomes a
/// <see cref="GliaFormatException"/>.</summary>
/// <remarks>A damaged length within PureHDF's own structures may make it ask for up to 4 GB for a moment; it finds the file's end before it
/// touches them.</remarks>
internal sealed class Hdf5Content : IDisposable
{
    // Reading from memory is many times faster than from a file; what is larger is mapped.
    private const long LargestInMemory = 1L << 30;

    // Deflate packs at most 1032 : 1.
    private const long MostExpansion = 1100;
    private const int RowReferenceBytes = 16;
    private const int UserBlock = 512;

    private readonly IDisposable? _mapping;
    private readonly IH5Group _root;
    private readonly string _source;
    private readonly long _length;

    private Hdf5Content(Func<IH5Group> open, IDisposable? mapping, string source, long length)
    {
        (_mapping, _source, _length) = (mapping, source, length);
        _root = Guard("/", open);
    }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Opens a file; one longer than <paramref name="largestInMemory"/> bytes is mapped.</summary>
    public static Hdf5Content Open(string file, string kind, long largestInMemory = LargestInMemory)
    {
        var length = new FileInfo(file).Length;
        if (length <= largestInMemory)
        {
            return Parse(FileContent.Read(file, kind), file);
        }

        var mapped = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new Hdf5Content(() => H5File.Open(mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read)), mapped, file, length);
    }

    /// <summary>Opens a content.</summary>
    public static Hdf5Content Parse(byte[] content, string source)
    {
        // What is ahead of the signature is the user's, and ends at 512 or twice that, and so on.
        for (long start = 0; start <= content.Length - Signature.Length; start = Math.Max(UserBlock, start * 2))
        {
            if (content.AsSpan((int)start).StartsWith(Signature))
            {
                return new Hdf5Content(() => H5File.Open(new MemoryStream(content, writable: false), leaveOpen: false), null, source, content.Length);
            }
        }

        throw new GliaFormatException(source, 0, "Expected an HDF5 file. Is it still packed (.gz, .zip), or another kind of file?");
    }

    /// <inheritdoc/>
    public void Dispose() => _mapping?.Dispose();

    /// <summary>Whether there is such an object.</summary>
    public bool Has(string path) => Guard(path, () => _root.LinkExists(path));

    /// <summary>The names in a group, sorted.</summary>
    public string[] Names(string path) => Guard(path, () => _root.Group(path).Children().Select(child => child.Name).Order(StringComparer.Ordinal).ToArray());

    /// <summary>The dimensions of a dataset; none for a single value.</summary>
    public int[] Shape(string path) => Guard(path, () => Shape(_root.Dataset(path)));

    /// <summary>Whether a dataset holds strings.</summary>
    public bool HoldsStrings(string path) => Guard(path, () => IsString(_root.Dataset(path)));

    /// <summary>All values of a dataset of numbers, row-major.</summary>
    public double[] Numbers(string path) => Guard(path, () =>
    {
        var dataset = _root.Dataset(path);
        CheckSize(dataset, path);
        return (dataset.Type.Class, dataset.Type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 2) => Numbers<Half>(dataset),
            (H5DataTypeClass.FloatingPoint, 4) => Numbers<float>(dataset),
            (H5DataTypeClass.FloatingPoint, 8) => Numbers<double>(dataset),
            (H5DataTypeClass.FixedPoint, 1) => dataset.Type.FixedPoint.IsSigned ? Numbers<sbyte>(dataset) : Numbers<byte>(dataset),

            // What h5py makes of true and false.
            (H5DataTypeClass.Enumerated, 1) => Numbers<byte>(dataset),
            (H5DataTypeClass.FixedPoint, 2) => dataset.Type.FixedPoint.IsSigned ? Numbers<short>(dataset) : Numbers<ushort>(dataset),
            (H5DataTypeClass.FixedPoint, 4) => dataset.Type.FixedPoint.IsSigned ? Numbers<int>(dataset) : Numbers<uint>(dataset),
            (H5DataTypeClass.FixedPoint, 8) => dataset.Type.FixedPoint.IsSigned ? Numbers<long>(dataset) : Numbers<ulong>(dataset),
            var (kind, size) => throw Wrong(path, $"must hold numbers; it holds {kind} of {size} bytes."),
        };
    });

    /// <summary>All strings of a dataset.</summary>
    public string[] Strings(string path) => Guard<string[]>(path, () =>
    {
        var dataset = _root.Dataset(path);
        CheckSize(dataset, path);
        return !IsString(dataset) ? throw Wrong(path, $"must hold strings; it holds {dataset.Type.Class}.")
            : dataset.Space.Type == H5DataspaceType.Scalar ? [dataset.Read<string>() ?? ""]
            : [.. dataset.Read<string[]>().Select(text => text ?? "")];
    });

    /// <summary>A text that is attached to an object, or null.</summary>
    public string? TextAttribute(string path, string name) => Guard(path, () => Object(path).AttributeExists(name) ? Object(path).Attribute(name).Read<string>() : null);

    /// <summary>A number that is attached to an object.</summary>
    public double NumberAttribute(string path, string name) => Guard(path, () =>
    {
        var attribute = Object(path).Attribute(name);
        return (attribute.Type.Class, attribute.Type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 4) => attribute.Read<float>(),
            (H5DataTypeClass.FloatingPoint, 8) => attribute.Read<double>(),
            (H5DataTypeClass.FixedPoint, 4) => attribute.Read<int>(),
            (H5DataTypeClass.FixedPoint, 8) => attribute.Read<long>(),
            var (kind, size) => throw Wrong(path, $"has the attribute '{name}' of {kind} of {size} bytes; it must be a number."),
        };
    });

    /// <summary>One row of a dataset whose rows have each a length of their own.</summary>
    public double[] Row(string path, int row) => Guard(path, () =>
    {
        var dataset = _root.Dataset(path);
        CheckSize(dataset, path);
        if (dataset.Type.Class != H5DataTypeClass.VariableLength || dataset.Type.VariableLength.BaseType is not { } value)
        {
            throw Wrong(path, $"must hold rows of numbers; it holds {dataset.Type.Class}.");
        }

        return (value.Class, value.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 2) => Row<Half>(dataset, row),
            (H5DataTypeClass.FloatingPoint, 4) => Row<float>(dataset, row),
            (H5DataTypeClass.FloatingPoint, 8) => Row<double>(dataset, row),
            (H5DataTypeClass.FixedPoint, 1) => Row<byte>(dataset, row),
            (H5DataTypeClass.FixedPoint, 2) => Row<ushort>(dataset, row),
            (H5DataTypeClass.FixedPoint, 4) => Row<int>(dataset, row),
            (H5DataTypeClass.FixedPoint, 8) => Row<long>(dataset, row),
            var (kind, size) => throw Wrong(path, $"must hold rows of numbers; it holds rows of {kind} of {size} bytes."),
        };
    });

    /// <summary>What is wrong with an object of the file.</summary>
    public GliaFormatException Wrong(string path, string problem) => new(_source, 0, $"{path} {problem}");

    private static bool IsString(IH5Dataset dataset) => dataset.Type.Class == H5DataTypeClass.String
        || (dataset.Type.Class == H5DataTypeClass.VariableLength && dataset.Type.VariableLength.BaseType is null or { Class: H5DataTypeClass.String or H5DataTypeClass.FixedPoint, Size: 1 });

    private static int[] Shape(IH5Dataset dataset) =>
        dataset.Space.Type == H5DataspaceType.Simple ? Array.ConvertAll(dataset.Space.Dimensions, side => checked((int)side)) : [];

    private static double[] Numbers<T>(IH5Dataset dataset)
        where T : unmanaged, INumberBase<T> => dataset.Space.Type == H5DataspaceType.Scalar
            ? [double.CreateTruncating(dataset.Read<T>())]
            : Array.ConvertAll(dataset.Read<T[]>(), double.CreateTruncating);

    private static double[] Row<T>(IH5Dataset dataset, int row)
        where T : unmanaged, INumberBase<T> =>
            Array.ConvertAll(dataset.Read<T[][]>(fileSelection: new HyperslabSelection((ulong)row, 1))[0] ?? [], double.CreateTruncating);

    private IH5Object Object(string path) => path == "/" ? _root : _root.Get(path);

    private void CheckSize(IH5Dataset dataset, string path)
    {
        // Only chunks may be packed.
        var most = (dataset.Layout.Class == H5DataLayoutClass.Chunked ? MostExpansion : 1) * _length / Math.Clamp(dataset.Type.Size, 1, RowReferenceBytes);
        var values = BigInteger.One;
        foreach (var side in dataset.Space.Type == H5DataspaceType.Simple ? dataset.Space.Dimensions : [])
        {
            values *= side;
        }

        if (values > most || values > Array.MaxLength)
        {
            throw Wrong(path, $"is said to hold {values} values of {dataset.Type.Size} bytes, more than a file of {_length} bytes can. The file is damaged.");
        }
    }

    // The library below throws exceptions of many types, plain Exception among them, on damaged files.
    private T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is not GliaFormatException)
        {
            throw Wrong(path, $"can not be read as HDF5: {problem.Message} The file is damaged, or has not what is expected there.");
        }
    }
}
