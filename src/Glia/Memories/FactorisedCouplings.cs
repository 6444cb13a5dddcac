using System.Globalization;
using System.Numerics;

namespace Glia.Memories;

/// <summary>Couplings that are a sum of outer products, J_ij = (w/N) Σ_p v_i^p v_j^p for i ≠ j and J_ii = 0, kept as the vectors: N·P numbers, not N².</summary>
/// <remarks>Hebb's rule for patterns, and for examples of them with or without a teacher (<see cref="ExampleSet"/>).</remarks>
public sealed class FactorisedCouplings
{
    private const float LargestWhole = 1 << 23;

    /// <summary>Stores vectors.</summary>
    /// <param name="vectors">One array a vector, all as long as there are neurons.</param>
    /// <param name="weight">w, positive; it only sets the scale of the temperature.</param>
    /// <exception cref="ArgumentException">There is no vector, lengths differ, or an entry is not finite; the message names vector and neuron.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public FactorisedCouplings(IReadOnlyList<float[]> vectors, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Count == 0 || vectors[0].Length == 0)
        {
            throw new ArgumentException("Couplings need at least one vector of at least one neuron.", nameof(vectors));
        }

        if (!(weight > 0) || !double.IsFinite(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight must be positive and finite.");
        }

        (Neurons, Vectors, Weight) = (vectors[0].Length, vectors.Count, weight);
        Stride = (Vectors + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        (ByNeuron, SelfProducts) = (new float[Neurons * Stride], new float[Neurons]);
        for (var vector = 0; vector < Vectors; vector++)
        {
            Store(vectors[vector], vector);
        }
    }

    /// <summary>Hebb's rule for patterns: the vectors are the patterns, the weight is 1.</summary>
    public static FactorisedCouplings Of(DilutedPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return new FactorisedCouplings([.. Enumerable.Range(0, patterns.Count).Select(pattern => Array.ConvertAll(patterns[pattern].ToArray(), entry => (float)entry))]);
    }

    /// <summary>Number of neurons N.</summary>
    public int Neurons { get; }

    /// <summary>Number of vectors P.</summary>
    public int Vectors { get; }

    /// <summary>The weight w of all vectors.</summary>
    public double Weight { get; }

    // Overlaps of whole numbers that single precision holds need no counting again.
    internal bool AreWhole { get; private set; } = true;

    // [neuron, vector], each row padded with zeros to whole SIMD vectors.
    internal float[] ByNeuron { get; }

    internal int Stride { get; }

    // Σ_p (v_i^p)²: what a neuron would tell itself.
    internal float[] SelfProducts { get; }

    /// <summary>Energy of a state, −½ Σ_{i≠j} J_ij σ_i σ_j.</summary>
    /// <param name="state">+1 or −1 for each neuron.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public double Energy(ReadOnlySpan<sbyte> state)
    {
        RequireState(state);
        var (squares, self) = (0.0, 0.0);
        var overlaps = new double[Vectors];
        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            self += SelfProducts[neuron];
            for (var vector = 0; vector < Vectors; vector++)
            {
                overlaps[vector] += ByNeuron[(neuron * Stride) + vector] * state[neuron];
            }
        }

        foreach (var overlap in overlaps)
        {
            squares += overlap * overlap;
        }

        return -Weight * (squares - self) / (2 * Neurons);
    }

    internal void RequireState(ReadOnlySpan<sbyte> state)
    {
        if (state.Length != Neurons)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The state has {state.Length} neurons, the couplings have {Neurons}."), nameof(state));
        }

        if (state.IndexOfAnyExcept((sbyte)1, (sbyte)-1) is var neuron and >= 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Neuron {neuron} is {state[neuron]}; a neuron is +1 or −1."), nameof(state));
        }
    }

    private void Store(float[] vector, int index)
    {
        if (vector.Length != Neurons)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Vector {index} has {vector.Length} entries, vector 0 has {Neurons}."));
        }

        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            var entry = vector[neuron];
            if (!float.IsFinite(entry))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Vector {index}, neuron {neuron}: {entry} is not finite."));
            }

            ByNeuron[(neuron * Stride) + index] = entry;
            SelfProducts[neuron] += entry * entry;
            AreWhole &= float.IsInteger(entry) && MathF.Abs(entry) * Neurons < LargestWhole;
        }
    }
}
