using System.Diagnostics;
using CsCheck;
using Glia.Formats;

namespace Glia.Tests.Formats;

/// <summary>Damages a good content in many ways: a reader gives a result or says <see cref="GliaFormatException"/>, soon, and without taking much memory.</summary>
internal static class HostileContent
{
    /// <summary>What a damaged length makes PureHDF ask for at most, for a moment and without touching it.</summary>
    public const long Hdf5Allocation = 5L << 30;

    private const long AllocationFloor = 1 << 20;
    private const int AllocationFactor = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly byte[] Extremes = [0, 0x7f, 0x80, 0xff];

    public static void Check(byte[] good, Action<byte[]> read, long iterations = 2000, long allocation = AllocationFloor)
    {
        read(good);
        var cuts = good.Length <= 600 ? Enumerable.Range(0, good.Length) : Enumerable.Range(0, 300).Concat(Enumerable.Range(1, 300).Select(i => good.Length - i));
        foreach (var length in cuts)
        {
            Survives(good[..length], read, allocation);
        }

        // Half of the changes hit the beginning, where lengths and types are.
        var place = Gen.OneOf(Gen.Int[0, good.Length - 1], Gen.Int[0, Math.Min(good.Length, 256) - 1]);
        Gen.Select(place, Gen.OneOf(Gen.Byte, Gen.Int[0, 3].Select(i => Extremes[i]))).Array[1, 4].Sample(changes =>
        {
            var damaged = (byte[])good.Clone();
            foreach (var (offset, value) in changes)
            {
                damaged[offset] = value;
            }

            Survives(damaged, read, allocation);
        }, iter: iterations, threads: 1);
    }

    private static void Survives(byte[] content, Action<byte[]> read, long allocation)
    {
        var (allocated, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        try
        {
            read(content);
        }
        catch (GliaFormatException problem)
        {
            Assert.NotEmpty(problem.Message);
        }

        var taken = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(taken < allocation + (AllocationFactor * (long)content.Length), $"{taken} bytes were allocated for a file of {content.Length}.");
        Assert.True(clock.Elapsed < Longest, $"Reading took {clock.Elapsed}.");
    }
}
