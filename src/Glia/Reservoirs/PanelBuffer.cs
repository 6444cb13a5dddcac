using System.Runtime.InteropServices;

namespace Glia.Reservoirs;

/// <summary>Zeroed double-precision numbers at a multiple of 64 bytes, outside of managed memory.</summary>
internal sealed unsafe class PanelBuffer : IDisposable
{
    private const int Alignment = 64;
    private readonly nint _length;

    public PanelBuffer(nint length)
    {
        _length = length;
        Pointer = (double*)NativeMemory.AlignedAlloc((nuint)length * sizeof(double), Alignment);
        NativeMemory.Clear(Pointer, (nuint)length * sizeof(double));
        GC.AddMemoryPressure(length * sizeof(double));
    }

    ~PanelBuffer() => Free();

    public double* Pointer { get; private set; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer is not null)
        {
            NativeMemory.AlignedFree(Pointer);
            Pointer = null;
            GC.RemoveMemoryPressure(_length * sizeof(double));
        }
    }
}
