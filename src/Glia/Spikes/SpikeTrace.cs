using System.Numerics.Tensors;

namespace Glia.Spikes;

/// <summary>The spikes of each neuron through a low-pass filter of its own: x ← x exp(−h/τ) + (A/τ) s.</summary>
/// <remarks>Allocates nothing in a step. Thread-safe: no.</remarks>
public sealed class SpikeTrace
{
    private readonly double[] _taus;
    private readonly float[] _decay;
    private readonly float[] _gain;
    private readonly float[] _values;

    /// <summary>Sets up traces at 0.</summary>
    /// <param name="tausMs">τ of each neuron in milliseconds, above 0.</param>
    /// <param name="areaMs">A: a spike adds A/τ, so that slow and fast traces have the same mean.</param>
    /// <param name="stepMs">h, length of a step in milliseconds.</param>
    /// <exception cref="ArgumentException">There is no neuron, or a τ is not above 0: the message has its index.</exception>
    public SpikeTrace(IReadOnlyList<double> tausMs, double areaMs = 50, double stepMs = 1)
    {
        ArgumentNullException.ThrowIfNull(tausMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(areaMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        _taus = [.. tausMs];
        var bad = Array.FindIndex(_taus, tau => !(tau > 0) || !double.IsFinite(tau));
        if (_taus.Length == 0 || bad >= 0)
        {
            throw new ArgumentException(
                bad < 0 ? "A trace needs a neuron." : FormattableString.Invariant($"The trace of neuron {bad} has the time constant {_taus[bad]} ms; expected a number above 0."), nameof(tausMs));
        }

        _decay = Array.ConvertAll(_taus, tau => (float)Math.Exp(-stepMs / tau));
        _gain = Array.ConvertAll(_taus, tau => (float)(areaMs / tau));
        _values = new float[_taus.Length];
    }

    /// <summary>Number of neurons, N.</summary>
    public int Count => _values.Length;

    /// <summary>τ of each neuron in milliseconds.</summary>
    public IReadOnlyList<double> TausMs => _taus;

    /// <summary>x, N numbers.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Puts all traces to 0.</summary>
    public void Reset() => Array.Clear(_values);

    /// <summary>Advances all traces by one step.</summary>
    /// <param name="spikes">1 where a neuron fired and 0 elsewhere, N numbers.</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void Step(ReadOnlySpan<float> spikes)
    {
        if (spikes.Length != Count)
        {
            throw new ArgumentException($"The trace is of {Count} neurons; got {spikes.Length} spikes.", nameof(spikes));
        }

        TensorPrimitives.Multiply<float>(_values, _decay, _values);
        for (var neuron = 0; neuron < spikes.Length; neuron++)
        {
            _values[neuron] += spikes[neuron] * _gain[neuron];
        }
    }
}
