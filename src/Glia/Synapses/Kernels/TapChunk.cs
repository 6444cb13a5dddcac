using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Synapses.Kernels;

/// <summary>Five neighbouring taps of a synapse over eight steps of a block of samples: 40 products for 12 vectors read, sums in registers.</summary>
internal static unsafe class TapChunk
{
    /// <summary>Taps that are taken together.</summary>
    public const int Taps = 5;

    /// <summary>Steps that are taken together.</summary>
    public const int Steps = 8;

    /// <summary>sums[u] += Σ over synapses n and taps m of taps[n, m] · line[offset n + u + m], for eight steps u.</summary>
    public static void Accumulate<T>(T* sums, T* lines, int* offsets, T* taps, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Vector512<T>.Count;
        var (s0, s1, s2, s3) = (Read(sums), Read(sums + lanes), Read(sums + (2 * lanes)), Read(sums + (3 * lanes)));
        var (s4, s5, s6, s7) = (Read(sums + (4 * lanes)), Read(sums + (5 * lanes)), Read(sums + (6 * lanes)), Read(sums + (7 * lanes)));
        for (var n = 0; n < count; n++, taps += Taps)
        {
            var at = lines + offsets[n];
            var k0 = Vector512.Create(taps[0]);
            var k1 = Vector512.Create(taps[1]);
            var k2 = Vector512.Create(taps[2]);
            var k3 = Vector512.Create(taps[3]);
            var k4 = Vector512.Create(taps[4]);
            var x = Read(at);
            s0 = LaneMath.MultiplyAdd(k0, x, s0);
            x = Read(at + lanes);
            s0 = LaneMath.MultiplyAdd(k1, x, s0);
            s1 = LaneMath.MultiplyAdd(k0, x, s1);
            x = Read(at + (2 * lanes));
            s0 = LaneMath.MultiplyAdd(k2, x, s0);
            s1 = LaneMath.MultiplyAdd(k1, x, s1);
            s2 = LaneMath.MultiplyAdd(k0, x, s2);
            x = Read(at + (3 * lanes));
            s0 = LaneMath.MultiplyAdd(k3, x, s0);
            s1 = LaneMath.MultiplyAdd(k2, x, s1);
            s2 = LaneMath.MultiplyAdd(k1, x, s2);
            s3 = LaneMath.MultiplyAdd(k0, x, s3);
            x = Read(at + (4 * lanes));
            s0 = LaneMath.MultiplyAdd(k4, x, s0);
            s1 = LaneMath.MultiplyAdd(k3, x, s1);
            s2 = LaneMath.MultiplyAdd(k2, x, s2);
            s3 = LaneMath.MultiplyAdd(k1, x, s3);
            s4 = LaneMath.MultiplyAdd(k0, x, s4);
            x = Read(at + (5 * lanes));
            s1 = LaneMath.MultiplyAdd(k4, x, s1);
            s2 = LaneMath.MultiplyAdd(k3, x, s2);
            s3 = LaneMath.MultiplyAdd(k2, x, s3);
            s4 = LaneMath.MultiplyAdd(k1, x, s4);
            s5 = LaneMath.MultiplyAdd(k0, x, s5);
            x = Read(at + (6 * lanes));
            s2 = LaneMath.MultiplyAdd(k4, x, s2);
            s3 = LaneMath.MultiplyAdd(k3, x, s3);
            s4 = LaneMath.MultiplyAdd(k2, x, s4);
            s5 = LaneMath.MultiplyAdd(k1, x, s5);
            s6 = LaneMath.MultiplyAdd(k0, x, s6);
            x = Read(at + (7 * lanes));
            s3 = LaneMath.MultiplyAdd(k4, x, s3);
            s4 = LaneMath.MultiplyAdd(k3, x, s4);
            s5 = LaneMath.MultiplyAdd(k2, x, s5);
            s6 = LaneMath.MultiplyAdd(k1, x, s6);
            s7 = LaneMath.MultiplyAdd(k0, x, s7);
            x = Read(at + (8 * lanes));
            s4 = LaneMath.MultiplyAdd(k4, x, s4);
            s5 = LaneMath.MultiplyAdd(k3, x, s5);
            s6 = LaneMath.MultiplyAdd(k2, x, s6);
            s7 = LaneMath.MultiplyAdd(k1, x, s7);
            x = Read(at + (9 * lanes));
            s5 = LaneMath.MultiplyAdd(k4, x, s5);
            s6 = LaneMath.MultiplyAdd(k3, x, s6);
            s7 = LaneMath.MultiplyAdd(k2, x, s7);
            x = Read(at + (10 * lanes));
            s6 = LaneMath.MultiplyAdd(k4, x, s6);
            s7 = LaneMath.MultiplyAdd(k3, x, s7);
            s7 = LaneMath.MultiplyAdd(k4, Read(at + (11 * lanes)), s7);
        }

        Write(sums, s0);
        Write(sums + lanes, s1);
        Write(sums + (2 * lanes), s2);
        Write(sums + (3 * lanes), s3);
        Write(sums + (4 * lanes), s4);
        Write(sums + (5 * lanes), s5);
        Write(sums + (6 * lanes), s6);
        Write(sums + (7 * lanes), s7);
    }

    /// <summary>products[m] = Σ over steps u, a multiple of eight, and lanes of x[u] · y[u + m], for five taps m.</summary>
    public static void Correlate<T>(T* x, T* y, int steps, T* products)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Vector512<T>.Count;

        // Two sums a tap, of even and of odd steps: one alone would wait for itself.
        Vector512<T> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default;
        Vector512<T> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default;
        for (var step = 0; step < steps; step += 2, x += 2 * lanes, y += 2 * lanes)
        {
            var even = Read(x);
            var odd = Read(x + lanes);
            a0 = LaneMath.MultiplyAdd(even, Read(y), a0);
            var v = Read(y + lanes);
            a1 = LaneMath.MultiplyAdd(even, v, a1);
            b0 = LaneMath.MultiplyAdd(odd, v, b0);
            v = Read(y + (2 * lanes));
            a2 = LaneMath.MultiplyAdd(even, v, a2);
            b1 = LaneMath.MultiplyAdd(odd, v, b1);
            v = Read(y + (3 * lanes));
            a3 = LaneMath.MultiplyAdd(even, v, a3);
            b2 = LaneMath.MultiplyAdd(odd, v, b2);
            v = Read(y + (4 * lanes));
            a4 = LaneMath.MultiplyAdd(even, v, a4);
            b3 = LaneMath.MultiplyAdd(odd, v, b3);
            b4 = LaneMath.MultiplyAdd(odd, Read(y + (5 * lanes)), b4);
        }

        products[0] = Vector512.Sum(a0 + b0);
        products[1] = Vector512.Sum(a1 + b1);
        products[2] = Vector512.Sum(a2 + b2);
        products[3] = Vector512.Sum(a3 + b3);
        products[4] = Vector512.Sum(a4 + b4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Read<T>(T* at)
        where T : unmanaged => Vector512.Load(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(T* at, Vector512<T> value)
        where T : unmanaged => Vector512.Store(value, at);
}
