using System.Numerics;
using Glia.Random;

namespace Glia.Simulation.Kernels;

/// <summary>A <see cref="PoissonDrive"/> at work.</summary>
internal sealed unsafe class PoissonInput<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double MostAStep = 1000;
    private const int CellsOfBlock = 4;
    private readonly PoissonTable _table;
    private readonly T[] _weights;
    private readonly (uint A, uint B) _key;

    public PoissonInput(NeuronRange<T> target, PoissonDrive drive, double stepMs)
    {
        var mean = drive.Sources * drive.RateHz * stepMs / 1000;
        if (drive.Sources < 0 || !(drive.RateHz >= 0) || !(mean <= MostAStep) || !double.IsFinite(drive.Weight))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A Poisson drive needs 0 or more sources and rates, a finite weight and at most {MostAStep} spikes a step; got {drive.Sources} sources of {drive.RateHz} Hz and weight {drive.Weight}, {mean} spikes a step."));
        }

        (Target, Receptor) = (target, target.Population.ReceptorIndex(drive.Receptor));
        _table = new PoissonTable(mean);
        _weights = [.. Enumerable.Range(0, _table.Largest + 1).Select(count => T.CreateTruncating(count * drive.Weight))];
        _key = (drive.Random.NextUInt32(), drive.Random.NextUInt32());
    }

    public NeuronRange<T> Target { get; }

    public int Receptor { get; }

    /// <summary>Adds the input of a step to cells of a part.</summary>
    /// <param name="from">The part's first cell, a multiple of 4.</param>
    /// <param name="to">Its end.</param>
    /// <param name="step">Number of the step.</param>
    /// <param name="input">What arrives in this step.</param>
    public void Add(int from, int to, long step, T* input)
    {
        var (first, end) = (Math.Max(from, Target.First), Math.Min(to, Target.First + Target.Count));
        var words = stackalloc uint[CellsOfBlock];
        for (var block = first / CellsOfBlock * CellsOfBlock; block < end; block += CellsOfBlock)
        {
            var (a, b, c, d) = Philox.Block(((uint)step, (uint)(step >> 32), (uint)(block / CellsOfBlock), 0), _key);
            if (block >= first && block + CellsOfBlock <= end)
            {
                input[block] += _weights[_table.Count(a)];
                input[block + 1] += _weights[_table.Count(b)];
                input[block + 2] += _weights[_table.Count(c)];
                input[block + 3] += _weights[_table.Count(d)];
                continue;
            }

            (words[0], words[1], words[2], words[3]) = (a, b, c, d);
            for (var cell = Math.Max(block, first); cell < Math.Min(block + CellsOfBlock, end); cell++)
            {
                input[cell] += _weights[_table.Count(words[cell - block])];
            }
        }
    }
}
