using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Synapses.Kernels;

/// <summary>A small matrix product whose 24 sums stay in registers: three channels over eight steps of a block of samples.</summary>
internal static unsafe class ChannelMix
{
    /// <summary>Channels that are computed together.</summary>
    public const int Channels = 3;

    /// <summary>sums[c, u] += Σ over rows n of factors[n, c] · panel[n, u], for three channels c and eight steps u.</summary>
    public static void Accumulate<T>(T* sums, T* panel, T* factors, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Vector512<T>.Count;
        var (s00, s01, s02, s03) = (Read(sums), Read(sums + lanes), Read(sums + (2 * lanes)), Read(sums + (3 * lanes)));
        var (s04, s05, s06, s07) = (Read(sums + (4 * lanes)), Read(sums + (5 * lanes)), Read(sums + (6 * lanes)), Read(sums + (7 * lanes)));
        var (s10, s11, s12, s13) = (Read(sums + (8 * lanes)), Read(sums + (9 * lanes)), Read(sums + (10 * lanes)), Read(sums + (11 * lanes)));
        var (s14, s15, s16, s17) = (Read(sums + (12 * lanes)), Read(sums + (13 * lanes)), Read(sums + (14 * lanes)), Read(sums + (15 * lanes)));
        var (s20, s21, s22, s23) = (Read(sums + (16 * lanes)), Read(sums + (17 * lanes)), Read(sums + (18 * lanes)), Read(sums + (19 * lanes)));
        var (s24, s25, s26, s27) = (Read(sums + (20 * lanes)), Read(sums + (21 * lanes)), Read(sums + (22 * lanes)), Read(sums + (23 * lanes)));
        for (var n = 0; n < rows; n++, factors += Channels, panel += TapChunk.Steps * lanes)
        {
            var k0 = Vector512.Create(factors[0]);
            var k1 = Vector512.Create(factors[1]);
            var k2 = Vector512.Create(factors[2]);
            var x = Read(panel);
            s00 = LaneMath.MultiplyAdd(k0, x, s00);
            s10 = LaneMath.MultiplyAdd(k1, x, s10);
            s20 = LaneMath.MultiplyAdd(k2, x, s20);
            x = Read(panel + lanes);
            s01 = LaneMath.MultiplyAdd(k0, x, s01);
            s11 = LaneMath.MultiplyAdd(k1, x, s11);
            s21 = LaneMath.MultiplyAdd(k2, x, s21);
            x = Read(panel + (2 * lanes));
            s02 = LaneMath.MultiplyAdd(k0, x, s02);
            s12 = LaneMath.MultiplyAdd(k1, x, s12);
            s22 = LaneMath.MultiplyAdd(k2, x, s22);
            x = Read(panel + (3 * lanes));
            s03 = LaneMath.MultiplyAdd(k0, x, s03);
            s13 = LaneMath.MultiplyAdd(k1, x, s13);
            s23 = LaneMath.MultiplyAdd(k2, x, s23);
            x = Read(panel + (4 * lanes));
            s04 = LaneMath.MultiplyAdd(k0, x, s04);
            s14 = LaneMath.MultiplyAdd(k1, x, s14);
            s24 = LaneMath.MultiplyAdd(k2, x, s24);
            x = Read(panel + (5 * lanes));
            s05 = LaneMath.MultiplyAdd(k0, x, s05);
            s15 = LaneMath.MultiplyAdd(k1, x, s15);
            s25 = LaneMath.MultiplyAdd(k2, x, s25);
            x = Read(panel + (6 * lanes));
            s06 = LaneMath.MultiplyAdd(k0, x, s06);
            s16 = LaneMath.MultiplyAdd(k1, x, s16);
            s26 = LaneMath.MultiplyAdd(k2, x, s26);
            x = Read(panel + (7 * lanes));
            s07 = LaneMath.MultiplyAdd(k0, x, s07);
            s17 = LaneMath.MultiplyAdd(k1, x, s17);
            s27 = LaneMath.MultiplyAdd(k2, x, s27);
        }

        Vector512.Store(s00, sums);
        Vector512.Store(s01, sums + lanes);
        Vector512.Store(s02, sums + (2 * lanes));
        Vector512.Store(s03, sums + (3 * lanes));
        Vector512.Store(s04, sums + (4 * lanes));
        Vector512.Store(s05, sums + (5 * lanes));
        Vector512.Store(s06, sums + (6 * lanes));
        Vector512.Store(s07, sums + (7 * lanes));
        Vector512.Store(s10, sums + (8 * lanes));
        Vector512.Store(s11, sums + (9 * lanes));
        Vector512.Store(s12, sums + (10 * lanes));
        Vector512.Store(s13, sums + (11 * lanes));
        Vector512.Store(s14, sums + (12 * lanes));
        Vector512.Store(s15, sums + (13 * lanes));
        Vector512.Store(s16, sums + (14 * lanes));
        Vector512.Store(s17, sums + (15 * lanes));
        Vector512.Store(s20, sums + (16 * lanes));
        Vector512.Store(s21, sums + (17 * lanes));
        Vector512.Store(s22, sums + (18 * lanes));
        Vector512.Store(s23, sums + (19 * lanes));
        Vector512.Store(s24, sums + (20 * lanes));
        Vector512.Store(s25, sums + (21 * lanes));
        Vector512.Store(s26, sums + (22 * lanes));
        Vector512.Store(s27, sums + (23 * lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Read<T>(T* at)
        where T : unmanaged => Vector512.Load(at);
}
