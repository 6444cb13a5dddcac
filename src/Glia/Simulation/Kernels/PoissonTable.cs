using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Glia.Simulation.Kernels;

/// <summary>The Poisson distribution of one mean as a table: 32 random bits become a count.</summary>
internal sealed class PoissonTable
{
    private const int GuideBits = 8;
    private const double Words = 1UL << 32;
    private readonly ulong[] _limits;
    private readonly int[] _guide = new int[1 << GuideBits];

    /// <summary>Computes the table.</summary>
    /// <param name="mean">0 to 1,000.</param>
    public PoissonTable(double mean)
    {
        var limits = new List<ulong>();
        for (var (count, sum) = (0, 0.0); limits.Count == 0 || limits[^1] < (ulong)Words; count++)
        {
            sum += mean == 0 ? 1 : Math.Exp((count * Math.Log(mean)) - mean - SpecialFunctions.GammaLn(count + 1));

            // Where the sum has come as near to 1 as it can get, the rest of the words belong to this count.
            var limit = (ulong)Math.Min(Math.Round(sum * Words), Words);
            limits.Add(count > mean && limit == limits.LastOrDefault() ? (ulong)Words : limit);
        }

        _limits = [.. limits];
        for (var first = 0; first < _guide.Length; first++)
        {
            _guide[first] = Array.FindIndex(_limits, limit => limit > (ulong)first << (32 - GuideBits));
        }
    }

    /// <summary>The largest count.</summary>
    public int Largest => _limits.Length - 1;

    /// <summary>The smallest count whose cumulated probability is above word/2³².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count(uint word)
    {
        var count = _guide[word >> (32 - GuideBits)];
        while (word >= _limits[count])
        {
            count++;
        }

        return count;
    }
}
