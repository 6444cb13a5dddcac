using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Tensors;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace Glia.Formats;

/// <summary>A safetensors file whose tensors are the file itself, mapped into memory: nothing is copied, and pages are read when they are first used.</summary>
/// <remarks>
/// <para>The mapping lives as long as this object or any of its tensors. Writing to a tensor changes a private page and never the file.</para>
/// <para>A file that is made shorter while it is mapped ends the process at the next read of what is gone; replace files, do not rewrite them.</para>
/// </remarks>
public sealed partial class MappedSafetensors : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<nint, (SafeMemoryMappedViewHandle View, int Uses)> Views = [];
    private readonly SafetensorsFile _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly string _source;

    private MappedSafetensors(string path, SafetensorsFile file)
    {
        (_file, _source) = (file, path);
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite);
    }

    /// <summary>The tensors, in the order of their places in the file.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _file.Entries;

    /// <summary>The notes of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="GliaFormatException">It is no such file, or its header does not fit it.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static MappedSafetensors Open(string path)
    {
        Libtorch.EnsureLoaded();
        var file = SafetensorsFile.Open(path);
        try
        {
            return new MappedSafetensors(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file has a tensor of that name.</summary>
    public bool Has(string name) => _file.Has(name);

    /// <summary>Returns a tensor that is a part of the file.</summary>
    /// <remarks>It belongs to the current dispose scope. A tensor that does not lie at a multiple of its number's size is copied.</remarks>
    /// <exception cref="ArgumentException">There is no such tensor, or libtorch has no numbers of its type.</exception>
    public unsafe Tensor Map(string name)
    {
        var (entry, offset) = _file.Find(name);
        var type = TypeOf(entry);
        if (entry.Count == 0)
        {
            return empty([.. entry.Shape], type);
        }

        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            // The file may have become shorter since its header was checked.
            var address = offset + entry.ByteLength <= (long)_view.SafeMemoryMappedViewHandle.ByteLength ? (nint)(start + _view.PointerOffset + offset)
                : throw new GliaFormatException(_source, offset, $"The file became shorter while it was read; the tensor '{name}' is gone.");
            var mapped = View(address, entry, type);
            return offset % SafetensorsEntry.BytesOf(entry.DataType) == 0 ? mapped : mapped.clone();
        }
        finally
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    private unsafe Tensor View(nint address, SafetensorsEntry entry, ScalarType type)
    {
        var added = false;
        _view.SafeMemoryMappedViewHandle.DangerousAddRef(ref added);
        lock (Gate)
        {
            var uses = Views.TryGetValue(address, out var known) ? known.Uses : 0;
            Views[address] = (_view.SafeMemoryMappedViewHandle, uses + 1);
        }

        fixed (long* shape = entry.Shape.ToArray())
        {
            var handle = NewTensor(address, &Release, shape, entry.Shape.Count, (sbyte)type, (sbyte)type, (int)TorchSharp.DeviceType.CPU, 0, requiresGradient: 0);
            if (handle == 0)
            {
                Free(address);
                throw new InvalidOperationException($"libtorch made no tensor of '{entry.Name}' in {_source}.");
            }

            return Tensor.UnsafeCreateTensor(handle);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint address) => Free(address);

    private static void Free(nint address)
    {
        SafeMemoryMappedViewHandle view;
        lock (Gate)
        {
            (view, var uses) = Views[address];
            if (uses == 1)
            {
                Views.Remove(address);
            }
            else
            {
                Views[address] = (view, uses - 1);
            }
        }

        view.DangerousRelease();
    }

    private ScalarType TypeOf(SafetensorsEntry entry) => entry.DataType switch
    {
        SafetensorsDataType.F32 => ScalarType.Float32,
        SafetensorsDataType.F64 => ScalarType.Float64,
        SafetensorsDataType.F16 => ScalarType.Float16,
        SafetensorsDataType.BF16 => ScalarType.BFloat16,
        SafetensorsDataType.I64 => ScalarType.Int64,
        SafetensorsDataType.I32 => ScalarType.Int32,
        SafetensorsDataType.I16 => ScalarType.Int16,
        SafetensorsDataType.I8 => ScalarType.Int8,
        SafetensorsDataType.U8 => ScalarType.Byte,
        SafetensorsDataType.BOOL => ScalarType.Bool,
        var other => throw new ArgumentException($"The tensor '{entry.Name}' of {_source} is of type {other}, for which libtorch has no numbers; read its bytes."),
    };

    // TorchSharp's own factories take managed arrays, which would be a copy of the file.
    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_new")]
    private static unsafe partial nint NewTensor(
        nint data, delegate* unmanaged[Cdecl]<nint, void> release, long* shape, int dimensions, sbyte type, sbyte wanted, int device, int deviceIndex, byte requiresGradient);
}
