namespace Glia.Networks;

/// <summary>A float buffer that begins at a multiple of 64 bytes and never moves, so that no vector load straddles two cache lines.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;
    private readonly float[] _storage;
    private readonly int _offset;

    /// <summary>Reserves zeroed space for so many numbers.</summary>
    public AlignedBuffer(int length)
    {
        Length = length;
        _storage = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        fixed (float* first = _storage)
        {
            var misaligned = (int)((nint)first % Alignment);
            _offset = misaligned == 0 ? 0 : (Alignment - misaligned) / sizeof(float);
            Pointer = first + _offset;
        }
    }

    /// <summary>How many numbers the buffer holds.</summary>
    public int Length { get; }

    /// <summary>The first number; valid as long as this object is reachable.</summary>
    public float* Pointer { get; }

    /// <summary>All numbers.</summary>
    public Span<float> Span => _storage.AsSpan(_offset, Length);
}
