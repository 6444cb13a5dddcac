namespace Glia.Networks;

/// <summary>A buffer of numbers that begins at a multiple of 64 bytes and never moves, so that no vector load straddles two cache lines.</summary>
/// <typeparam name="T">Type of the numbers.</typeparam>
internal unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] _storage;
    private readonly int _offset;

    /// <summary>Reserves zeroed space for so many numbers.</summary>
    public AlignedBuffer(int length)
    {
        Length = length;
        _storage = GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        fixed (T* first = _storage)
        {
            var misaligned = (int)((nint)first % Alignment);
            _offset = misaligned == 0 ? 0 : (Alignment - misaligned) / sizeof(T);
            Pointer = first + _offset;
        }
    }

    /// <summary>How many numbers the buffer holds.</summary>
    public int Length { get; }

    /// <summary>The first number; valid as long as this object is reachable.</summary>
    public T* Pointer { get; }

    /// <summary>All numbers.</summary>
    public Span<T> Span => _storage.AsSpan(_offset, Length);
}

/// <summary>A buffer of floats.</summary>
internal sealed class AlignedBuffer(int length) : AlignedBuffer<float>(length);
