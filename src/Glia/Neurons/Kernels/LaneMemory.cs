using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Loads and stores of sets of lanes.</summary>
internal static unsafe class LaneMemory
{
    /// <summary>Loads the variables of <paramref name="slots"/>, packed in order, <paramref name="stride"/> numbers apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Load<T>(T* first, nint stride, int slots)
        where T : unmanaged
    {
        Lanes<T> lanes = default;
        if ((slots & 1) != 0)
        {
            lanes.A = Vector.Load(first);
            first += stride;
        }

        if ((slots & 2) != 0)
        {
            lanes.B = Vector.Load(first);
            first += stride;
        }

        if ((slots & 4) != 0)
        {
            lanes.C = Vector.Load(first);
            first += stride;
        }

        if ((slots & 8) != 0)
        {
            lanes.D = Vector.Load(first);
        }

        return lanes;
    }

    /// <summary>Stores what <see cref="Load"/> loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, TStreaming>(in Lanes<T> lanes, T* first, nint stride, int slots)
        where T : unmanaged
        where TStreaming : struct, ISwitch
    {
        if ((slots & 1) != 0)
        {
            StoreVector<T, TStreaming>(lanes.A, first);
            first += stride;
        }

        if ((slots & 2) != 0)
        {
            StoreVector<T, TStreaming>(lanes.B, first);
            first += stride;
        }

        if ((slots & 4) != 0)
        {
            StoreVector<T, TStreaming>(lanes.C, first);
            first += stride;
        }

        if ((slots & 8) != 0)
        {
            StoreVector<T, TStreaming>(lanes.D, first);
        }
    }

    /// <summary>Stores a vector; if streaming, past the caches, which needs an aligned address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreVector<T, TStreaming>(Vector<T> value, T* to)
        where T : unmanaged
        where TStreaming : struct, ISwitch
    {
        if (TStreaming.On)
        {
            value.StoreAlignedNonTemporal(to);
        }
        else
        {
            value.Store(to);
        }
    }
}
