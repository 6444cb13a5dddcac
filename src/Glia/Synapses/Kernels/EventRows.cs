using System.Numerics;
using System.Runtime.Intrinsics;

namespace Glia.Synapses.Kernels;

/// <summary>Rows of a tile of outputs, thirteen delays at a time, added up over events in registers.</summary>
internal static unsafe class EventRows
{
    /// <summary>Delays that are taken together: two such groups hold the 25 delays of the field.</summary>
    public const int Rows = 13;

    /// <summary>to[row] += Σ over events of value · from[index · stride + row], for thirteen rows of one vector, event after event.</summary>
    public static void Accumulate<T>(T* to, T* from, int stride, int* index, T* value, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Vector512<T>.Count;
        var s0 = Vector512.Load(to);
        var s1 = Vector512.Load(to + lanes);
        var s2 = Vector512.Load(to + (2 * lanes));
        var s3 = Vector512.Load(to + (3 * lanes));
        var s4 = Vector512.Load(to + (4 * lanes));
        var s5 = Vector512.Load(to + (5 * lanes));
        var s6 = Vector512.Load(to + (6 * lanes));
        var s7 = Vector512.Load(to + (7 * lanes));
        var s8 = Vector512.Load(to + (8 * lanes));
        var s9 = Vector512.Load(to + (9 * lanes));
        var s10 = Vector512.Load(to + (10 * lanes));
        var s11 = Vector512.Load(to + (11 * lanes));
        var s12 = Vector512.Load(to + (12 * lanes));
        for (var n = 0; n < count; n++)
        {
            var row = from + ((nint)index[n] * stride);
            var by = Vector512.Create(value[n]);
            s0 = LaneMath.MultiplyAdd(by, Vector512.Load(row), s0);
            s1 = LaneMath.MultiplyAdd(by, Vector512.Load(row + lanes), s1);
            s2 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (2 * lanes)), s2);
            s3 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (3 * lanes)), s3);
            s4 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (4 * lanes)), s4);
            s5 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (5 * lanes)), s5);
            s6 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (6 * lanes)), s6);
            s7 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (7 * lanes)), s7);
            s8 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (8 * lanes)), s8);
            s9 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (9 * lanes)), s9);
            s10 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (10 * lanes)), s10);
            s11 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (11 * lanes)), s11);
            s12 = LaneMath.MultiplyAdd(by, Vector512.Load(row + (12 * lanes)), s12);
        }

        Vector512.Store(s0, to);
        Vector512.Store(s1, to + lanes);
        Vector512.Store(s2, to + (2 * lanes));
        Vector512.Store(s3, to + (3 * lanes));
        Vector512.Store(s4, to + (4 * lanes));
        Vector512.Store(s5, to + (5 * lanes));
        Vector512.Store(s6, to + (6 * lanes));
        Vector512.Store(s7, to + (7 * lanes));
        Vector512.Store(s8, to + (8 * lanes));
        Vector512.Store(s9, to + (9 * lanes));
        Vector512.Store(s10, to + (10 * lanes));
        Vector512.Store(s11, to + (11 * lanes));
        Vector512.Store(s12, to + (12 * lanes));
    }
}
