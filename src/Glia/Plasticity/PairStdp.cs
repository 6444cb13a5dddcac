namespace Glia.Plasticity;

/// <summary>Pair-based spike-timing-dependent plasticity with exponential traces, all pairs counted.</summary>
/// <remarks>
/// <para>x ← x e^(−1/τ) + s for each side. Δw_ij = A₊ x_pre,i at a spike of neuron j, −A₋ x_post,j at a spike of input i; then w is held in its range. Spikes of the same step make no pair:
/// weights change by the traces of earlier steps.</para>
/// <para>Thread-safe: no.</para>
/// </remarks>
public sealed class PairStdp
{
    private readonly PairStdpOptions _options;
    private readonly float[] _before;
    private readonly float[] _after;
    private readonly float _beforeDecay;
    private readonly float _afterDecay;

    /// <summary>Sets up the rule with empty traces.</summary>
    /// <param name="inputs">Presynaptic units.</param>
    /// <param name="neurons">Postsynaptic units.</param>
    /// <param name="options">Sizes and time constants.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PairStdp(int inputs, int neurons, PairStdpOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        ArgumentOutOfRangeException.ThrowIfNegative(neurons);
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Validated();
        (_before, _after) = (new float[inputs], new float[neurons]);
        (_beforeDecay, _afterDecay) = ((float)Math.Exp(-1 / options.PresynapticTau), (float)Math.Exp(-1 / options.PostsynapticTau));
    }

    /// <summary>Empties the traces, before an unrelated sequence.</summary>
    public void Reset()
    {
        Array.Clear(_before);
        Array.Clear(_after);
    }

    /// <summary>Advances the traces by one step and changes the weights.</summary>
    /// <param name="inputSpikes">0 or 1, [inputs].</param>
    /// <param name="outputSpikes">0 or 1, [neurons].</param>
    /// <param name="weights">[inputs, neurons], changed in place.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Step(ReadOnlySpan<float> inputSpikes, ReadOnlySpan<float> outputSpikes, Span<float> weights)
    {
        if (inputSpikes.Length != _before.Length || outputSpikes.Length != _after.Length || weights.Length != _before.Length * _after.Length)
        {
            throw new ArgumentException(
                $"The rule is for {_before.Length} inputs, {_after.Length} neurons and {_before.Length * _after.Length} weights; got {inputSpikes.Length}, {outputSpikes.Length} and {weights.Length}.");
        }

        Decay(_before, _beforeDecay);
        Decay(_after, _afterDecay);
        var (potentiation, depression) = ((float)_options.Potentiation, (float)_options.Depression);
        var (lowest, highest) = ((float)_options.LowestWeight, (float)_options.HighestWeight);
        for (var i = 0; i < _before.Length; i++)
        {
            var row = weights.Slice(i * _after.Length, _after.Length);
            for (var j = 0; j < row.Length; j++)
            {
                var change = (potentiation * _before[i] * outputSpikes[j]) - (depression * _after[j] * inputSpikes[i]);
                row[j] = Math.Clamp(row[j] + change, lowest, highest);
            }
        }

        Add(_before, inputSpikes);
        Add(_after, outputSpikes);
    }

    private static void Decay(Span<float> trace, float factor)
    {
        foreach (ref var value in trace)
        {
            value *= factor;
        }
    }

    private static void Add(Span<float> trace, ReadOnlySpan<float> spikes)
    {
        for (var i = 0; i < trace.Length; i++)
        {
            trace[i] += spikes[i];
        }
    }
}
