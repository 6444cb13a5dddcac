using System.Numerics;
using System.Runtime.InteropServices;
using Glia.Random;

namespace Glia.Dendrites;

/// <summary>Turns real data into sparse patterns: a fixed random projection of which the k largest outputs are active (k winners take all).</summary>
/// <remarks>Ties go to the lower cell. The same stream gives the same code; like all floating-point sums, on all machines only up to exact ties.</remarks>
public sealed class RandomProjectionCode
{
    private readonly float[] _weights;
    private readonly int _inputs;

    /// <summary>Draws the projection: weights from the normal distribution.</summary>
    /// <param name="inputs">Numbers of an input, positive.</param>
    /// <param name="cells">Cells of a pattern, n, positive.</param>
    /// <param name="winners">Active cells of a pattern, a, at most n.</param>
    /// <param name="random">The stream of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RandomProjectionCode(int inputs, int cells, int winners, RandomStream random)
    {
        Bounds.CheckNotBelow(inputs, 1);
        Bounds.CheckNotBelow(cells, 1);
        Bounds.Check(winners, 0, cells, "the cells of the population");
        (_inputs, Cells, Winners) = (inputs, cells, winners);
        _weights = new float[inputs * cells];
        random.FillGaussian(_weights, 0, 1);
    }

    /// <summary>Cells of a pattern, n.</summary>
    public int Cells { get; }

    /// <summary>Active cells of a pattern, a.</summary>
    public int Winners { get; }

    /// <summary>The pattern of an input.</summary>
    /// <param name="input">As many numbers as the code has inputs; zeros cost nothing.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public Sdr Encode(ReadOnlySpan<byte> input)
    {
        if (input.Length != _inputs)
        {
            throw new ArgumentException($"The input must have {_inputs} numbers; it has {input.Length}.", nameof(input));
        }

        var outputs = new float[Cells];
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != 0)
            {
                AddScaled(_weights.AsSpan(i * Cells, Cells), input[i], outputs);
            }
        }

        return new Sdr(Cells, Largest(outputs));
    }

    private int[] Largest(float[] outputs)
    {
        // The worst winner so far is on top: the lowest output, and of equal ones the highest cell.
        var winners = new PriorityQueue<int, (float Output, int Order)>(Winners);
        for (var cell = 0; cell < outputs.Length; cell++)
        {
            if (winners.Count < Winners)
            {
                winners.Enqueue(cell, (outputs[cell], -cell));
            }
            else if (winners.TryPeek(out _, out var worst) && outputs[cell] > worst.Output)
            {
                winners.EnqueueDequeue(cell, (outputs[cell], -cell));
            }
        }

        return [.. winners.UnorderedItems.Select(winner => winner.Element)];
    }

    // Multiplied and added apart, never fused, so that processors with and without fused instructions agree.
    private static void AddScaled(ReadOnlySpan<float> weights, float factor, Span<float> outputs)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var to = MemoryMarshal.Cast<float, Vector<float>>(outputs)[..from.Length];
        for (var v = 0; v < from.Length; v++)
        {
            to[v] += from[v] * factor;
        }

        for (var i = from.Length * Vector<float>.Count; i < outputs.Length; i++)
        {
            outputs[i] += weights[i] * factor;
        }
    }
}
