using System.Numerics;
using Glia.Networks;
using Glia.Random;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of <see cref="PoissonSource"/>: each counts down to its next spike, and draws a gap when it has fired.</summary>
internal sealed unsafe class PoissonSourceKernel<T> : PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string LeftName = "steps to the next draw", DrawsName = "draws", SilentName = "draws no spike";

    // A gap that is longer is waited for in parts, which changes nothing: the process has no memory.
    private const int LongestWait = 1 << 30;
    private readonly AlignedBuffer<int> _left;
    private readonly uint[] _draws;
    private readonly byte[] _silent;
    private readonly double _mean;
    private readonly (uint A, uint B) _key;

    /// <summary>Draws the first gaps.</summary>
    /// <param name="size">Number of cells.</param>
    /// <param name="mean">Expected spikes a step before those of one step are taken together.</param>
    /// <param name="key">Key of the random numbers.</param>
    public PoissonSourceKernel(int size, double mean, (uint A, uint B) key)
        : base(size)
    {
        (_mean, _key) = (mean, key);
        (_left, _draws, _silent) = (new AlignedBuffer<int>(Padded), new uint[size], new byte[size]);
        _left.Span[size..].Fill(int.MaxValue);
        for (var cell = 0; cell < size; cell++)
        {
            Draw(cell);
        }
    }

    public override IReadOnlyList<string> Variables => [];

    public override ref T At(int variable, int cell) => throw new InvalidOperationException("A Poisson source has no state variables.");

    public override int Step(int from, int to, long step, T* first, T* second, int* fired)
    {
        var end = fired;
        for (nint i = from; i < to; i += Vector<int>.Count)
        {
            var left = Vector.Load(_left.Pointer + i) - Vector<int>.One;
            left.Store(_left.Pointer + i);
            if (Vector.LessThanAny(left, Vector<int>.Zero))
            {
                end = Fire((int)i, end);
            }
        }

        return (int)(end - fired);
    }

    public override void Save(StateWriter writer)
    {
        writer.Add<int>(LeftName, _left.Span[..Size]);
        writer.Add<uint>(DrawsName, _draws);
        writer.Add<byte>(SilentName, _silent);
    }

    public override void Load(StateReader reader)
    {
        reader.Read<int>(LeftName, Size, left => left is >= 0 and <= LongestWait, "a number of steps").CopyTo(_left.Span);
        reader.Read<uint>(DrawsName, Size, _ => true, "a count").CopyTo(_draws);
        reader.Read<byte>(SilentName, Size, silent => silent <= 1, "0 or 1").CopyTo(_silent);
    }

    private int* Fire(int start, int* fired)
    {
        for (var cell = start; cell < start + Vector<int>.Count; cell++)
        {
            if (_left.Pointer[cell] < 0 && cell < Size)
            {
                if (_silent[cell] == 0)
                {
                    *fired++ = cell;
                }

                Draw(cell);
            }
            else if (cell >= Size)
            {
                _left.Pointer[cell] = int.MaxValue;
            }
        }

        return fired;
    }

    // The gap to the next spike is geometric: ⌊x/λ⌋ silent steps with x exponential.
    private void Draw(int cell)
    {
        var (a, b, _, _) = Philox.Block((_draws[cell]++, (uint)cell, 0, 0), _key);
        var uniform = ((((ulong)a << 32) | b) >> 11) * (1.0 / (1UL << 53));
        var gap = Math.Floor(-Math.Log(1 - uniform) / _mean);
        _silent[cell] = (byte)(gap < LongestWait ? 0 : 1);
        _left.Span[cell] = gap < LongestWait ? (int)gap : LongestWait;
    }
}
