using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Loads and stores of vectors at the ragged end of a row, and of whole sets of lanes.</summary>
internal static unsafe class LaneMemory
{
    /// <summary>Loads the lanes at column <paramref name="c"/> of a row of <paramref name="count"/>; lanes past the end are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(T* row, int c, int count)
        where T : unmanaged => c <= count - Vector<T>.Count ? Vector.Load(row + c) : LoadTail(row + c, count - c);

    /// <summary>Stores the lanes at column <paramref name="c"/> of a row of <paramref name="count"/>, as many as there are columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> value, T* row, int c, int count)
        where T : unmanaged
    {
        if (c <= count - Vector<T>.Count)
        {
            value.Store(row + c);
        }
        else
        {
            StoreTail(value, row + c, count - c);
        }
    }

    /// <summary>Loads the variables of <paramref name="slots"/> that lie <paramref name="stride"/> apart, packed in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadSlots<T>(T* first, nint stride, int slots, int c, int count)
        where T : unmanaged
    {
        Lanes<T> lanes = default;
        if ((slots & 1) != 0)
        {
            lanes.A = Load(first, c, count);
            first += stride;
        }

        if ((slots & 2) != 0)
        {
            lanes.B = Load(first, c, count);
            first += stride;
        }

        if ((slots & 4) != 0)
        {
            lanes.C = Load(first, c, count);
            first += stride;
        }

        if ((slots & 8) != 0)
        {
            lanes.D = Load(first, c, count);
        }

        return lanes;
    }

    /// <summary>Stores what <see cref="LoadSlots"/> loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSlots<T>(in Lanes<T> lanes, T* first, nint stride, int slots, int c, int count)
        where T : unmanaged
    {
        if ((slots & 1) != 0)
        {
            Store(lanes.A, first, c, count);
            first += stride;
        }

        if ((slots & 2) != 0)
        {
            Store(lanes.B, first, c, count);
            first += stride;
        }

        if ((slots & 4) != 0)
        {
            Store(lanes.C, first, c, count);
            first += stride;
        }

        if ((slots & 8) != 0)
        {
            Store(lanes.D, first, c, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<T> LoadTail<T>(T* from, int count)
        where T : unmanaged
    {
        var lanes = default(Vector<T>);
        for (var i = 0; i < count; i++)
        {
            lanes = lanes.WithElement(i, from[i]);
        }

        return lanes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreTail<T>(Vector<T> value, T* to, int count)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++)
        {
            to[i] = value[i];
        }
    }
}
