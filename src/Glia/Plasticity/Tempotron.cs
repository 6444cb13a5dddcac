using Glia.Random;
using Glia.Spikes;

namespace Glia.Plasticity;

/// <summary>A neuron that learns to answer some spike patterns with a spike, and others with none.</summary>
/// <remarks>
/// <para>V(t) = Σ_i w_i Σ_{t_i ≤ t} K(t − t_i); it fires if V reaches the threshold, from when on input is shunted (Gütig and Sompolinsky 2006, from memory). After an error
/// Δw_i = ±λ Σ_{t_i ≤ t_max} K(t_max − t_i), plus where a spike was missed, minus where there should be none; t_max is the time of the highest potential.</para>
/// <para>τ and threshold learn by the same sign where their rates are not 0: Δ ln τ = ±η ∂V(t_max)/∂ln τ, Δθ = ∓η (ours; τ_s/τ is held).</para>
/// <para>Cost of a presentation: O(spikes + steps). Thread-safe: no.</para>
/// </remarks>
public sealed class Tempotron
{
    private const double LowestTauMs = 2;
    private const double HighestTauMs = 200;
    private const double LowestThreshold = 0.05;
    private readonly TempotronOptions _options;
    private readonly double[] _weights;
    private readonly double[] _lastChange;

    /// <summary>Makes a neuron with weights from a normal distribution.</summary>
    /// <param name="afferents">Number of inputs.</param>
    /// <param name="options">Constants and step sizes.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="deviation">Standard deviation of the weights.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Tempotron(int afferents, TempotronOptions options, RandomStream random, double deviation = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(afferents);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        _options = options.Validated();
        Kernel = new TempotronKernel(options.TauMs, options.TauMs * options.SynapticShare);
        Threshold = options.Threshold;
        _weights = new double[afferents];
        _lastChange = new double[afferents];
        foreach (ref var weight in _weights.AsSpan())
        {
            weight = deviation * random.NextGaussian();
        }
    }

    /// <summary>Weights, one an afferent, to read and to write.</summary>
    public Span<double> Weights => _weights;

    /// <summary>The potential that one spike makes.</summary>
    public TempotronKernel Kernel { get; private set; }

    /// <summary>θ.</summary>
    public double Threshold { get; private set; }

    /// <summary>Returns the highest potential, when it was, and whether the neuron fired.</summary>
    /// <param name="pattern">Spikes in time order.</param>
    public TempotronResponse Respond(LatencyPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var arrived = 0;
        var (slow, fast, next) = (0.0, 0.0, 0);
        var (slowDecay, fastDecay) = (Math.Exp(-_options.StepMs / Kernel.TauMs), Math.Exp(-_options.StepMs / Kernel.SynapticTauMs));
        var (highest, at, fires) = (double.NegativeInfinity, 0.0, false);
        var steps = (int)Math.Floor(_options.DurationMs / _options.StepMs);
        for (var step = 0; step <= steps; step++)
        {
            var time = step * _options.StepMs;
            (slow, fast) = (slow * slowDecay, fast * fastDecay);
            for (; !fires && next < pattern.Times.Length && pattern.Times[next] <= time; next++)
            {
                var since = time - pattern.Times[next];
                slow += _weights[pattern.Afferents[next]] * Math.Exp(-since / Kernel.TauMs);
                fast += _weights[pattern.Afferents[next]] * Math.Exp(-since / Kernel.SynapticTauMs);
            }

            var potential = Kernel.Scale * (slow - fast);
            if (potential > highest)
            {
                (highest, at, arrived) = (potential, time, next);
            }

            if (fires && potential < highest)
            {
                break;
            }

            fires |= potential >= Threshold;
        }

        return new TempotronResponse(highest, at, fires, arrived);
    }

    /// <summary>Presents a pattern and learns from the answer.</summary>
    /// <returns>Whether the answer was right.</returns>
    public bool Learn(LatencyPattern pattern)
    {
        var response = Respond(pattern);
        if (response.Fires == pattern.IsTarget)
        {
            return true;
        }

        var sign = pattern.IsTarget ? 1 : -1;
        var tauGradient = 0.0;
        for (var j = 0; j < _lastChange.Length; j++)
        {
            _lastChange[j] *= _options.Momentum;
        }

        for (var i = 0; i < response.SpikesArrived; i++)
        {
            var (since, afferent) = (response.AtMs - pattern.Times[i], pattern.Afferents[i]);
            tauGradient += _weights[afferent] * Kernel.LogTauDerivative(since);
            _lastChange[afferent] += sign * _options.LearningRate * Kernel.Value(since);
        }

        for (var j = 0; j < _weights.Length; j++)
        {
            _weights[j] += _lastChange[j];
        }

        if (_options.TauLearningRate > 0)
        {
            var tau = Math.Clamp(Kernel.TauMs * Math.Exp(sign * _options.TauLearningRate * tauGradient), LowestTauMs, HighestTauMs);
            Kernel = new TempotronKernel(tau, tau * _options.SynapticShare);
        }

        Threshold = Math.Max(LowestThreshold, Threshold - (sign * _options.ThresholdLearningRate));
        return false;
    }
}
