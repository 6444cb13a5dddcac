using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>A network of Izhikevich neurons that learns to generate a series by itself by FORCE (Nicola and Clopath 2017).</summary>
/// <remarks>
/// C dv/dt = k (v − v_r)(v − v_t) − u + s + E z + I_bias, du/dt = a (b (v − v_r) − u); a spike at v_peak sets v to its reset and adds d to u. Spikes pass double-exponential synapses:
/// s is their sum through the recurrent weights, r each neuron's own trace, z = w·r with w from recursive least squares, E from U(−Q, Q). Euler steps; starts at v from U(v_r, v_peak), u = 0.
/// G and Q are as the authors' published code has them (from memory, not read again). Thread-safe: no.
/// </remarks>
public sealed class SpikingForceNetwork
{
    private readonly SpikingForceOptions _options;
    private readonly CompressedRows _outgoing;
    private readonly float[] _feedback;
    private readonly RlsReadout _readout;
    private readonly float[] _membranes;
    private readonly float[] _recoveries;
    private readonly float[] _current;
    private readonly float[] _currentRise;
    private readonly float[] _rates;
    private readonly float[] _rateRise;
    private readonly float[] _drive;
    private readonly int[] _spikes;
    private readonly double[] _output;
    private int _spikeCount;
    private long _steps;

    /// <summary>Draws the weights and the state of a network.</summary>
    /// <param name="outputs">Number of series to generate, K.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of weights and state.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public SpikingForceNetwork(int outputs, SpikingForceOptions? options, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentNullException.ThrowIfNull(random);
        _options = (options ?? new SpikingForceOptions()).Validated();
        var (units, deviation) = (_options.Units, _options.Gain / (Math.Sqrt(_options.Units) * _options.Connectivity));

        // A row holds what one neuron sends, so that a spike adds one row.
        _outgoing = CompressedRows.Draw(units, units, _options.Connectivity, stream => deviation * stream.NextGaussian(), random.Child("recurrent"));
        _feedback = new float[units * outputs];
        random.Child("feedback").FillUniform(_feedback, -(float)_options.FeedbackScaling, (float)_options.FeedbackScaling);
        (_membranes, _recoveries, _current, _currentRise) = (new float[units], new float[units], new float[units], new float[units]);
        random.Child("state").FillUniform(_membranes, (float)_options.Rest, (float)_options.Peak);
        (_rates, _rateRise, _drive, _spikes) = (new float[units], new float[units], new float[units], new int[units]);
        _readout = new RlsReadout(units, outputs, new RlsOptions { Regularisation = _options.Regularisation });
        _output = new double[outputs];
    }

    /// <summary>Number of neurons, N.</summary>
    public int Units => _membranes.Length;

    /// <summary>Number of outputs, K.</summary>
    public int Outputs => _output.Length;

    /// <summary>The filtered spike trains r, N numbers, per ms.</summary>
    public ReadOnlySpan<float> Rates => _rates;

    /// <summary>The neurons that fired in the last step.</summary>
    public ReadOnlySpan<int> Spikes => _spikes.AsSpan(0, _spikeCount);

    /// <summary>The readout's weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _readout.Weights(output);

    /// <summary>One step on its own. Allocates nothing.</summary>
    /// <returns>z, K numbers, valid until the next step.</returns>
    public ReadOnlySpan<double> Step()
    {
        _current.CopyTo(_drive, 0);
        for (var output = 0; output < _output.Length; output++)
        {
            TensorPrimitives.MultiplyAdd(_feedback.AsSpan(output * Units, Units), (float)_output[output], _drive, _drive);
        }

        MoveMembranes();
        MoveSynapses();
        _readout.Apply(_rates, _output);
        _steps++;
        return _output;
    }

    /// <summary>One step, after which the weights are updated if it is time. Allocates nothing.</summary>
    /// <param name="target">What z is to be after this step, K finite numbers.</param>
    /// <returns>z, by the new weights where they were updated; K numbers, valid until the next step.</returns>
    /// <exception cref="ArgumentException">The target has another length, or is not finite.</exception>
    public ReadOnlySpan<double> Learn(ReadOnlySpan<double> target)
    {
        ForceNetwork.RequireTarget(target, Outputs);
        _ = Step();
        if (_steps % _options.UpdateEvery == 0)
        {
            _readout.Learn(_rates, target);
            _readout.Apply(_rates, _output);
        }

        return _output;
    }

    private void MoveMembranes()
    {
        var (rest, threshold) = ((float)_options.Rest, (float)(_options.Rest + 40 - (_options.RecoverySensitivity / _options.Sharpness)));
        var (scale, sharpness, bias) = ((float)(_options.StepMs / _options.Capacitance), (float)_options.Sharpness, (float)_options.Bias);
        var (rate, sensitivity) = ((float)(_options.StepMs * _options.RecoveryRate), (float)_options.RecoverySensitivity);
        var (peak, reset, jump) = ((float)_options.Peak, (float)_options.ResetPotential, (float)_options.RecoveryJump);
        var count = 0;
        for (var neuron = 0; neuron < _membranes.Length; neuron++)
        {
            var (v, u) = (_membranes[neuron], _recoveries[neuron]);
            var moved = v + (scale * ((sharpness * (v - rest) * (v - threshold)) - u + _drive[neuron] + bias));
            u += rate * ((sensitivity * (v - rest)) - u);
            if (moved >= peak)
            {
                _spikes[count++] = neuron;
                (moved, u) = (reset, u + jump);
            }

            (_membranes[neuron], _recoveries[neuron]) = (moved, u);
        }

        _spikeCount = count;
    }

    private void MoveSynapses()
    {
        var (fall, rise, step) = ((float)Math.Exp(-_options.StepMs / _options.RiseMs), (float)Math.Exp(-_options.StepMs / _options.DecayMs), (float)_options.StepMs);
        var jump = (float)(1 / (_options.RiseMs * _options.DecayMs));
        Filter(_current, _currentRise, fall, rise, step);
        Filter(_rates, _rateRise, fall, rise, step);
        foreach (var neuron in Spikes)
        {
            _rateRise[neuron] += jump;
            var columns = _outgoing.Columns(neuron);
            var values = _outgoing.Values(neuron);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                _currentRise[columns[entry]] += jump * values[entry];
            }
        }
    }

    // As in the published code: s ← s exp(−dt/τ_r) + h dt with the h of before, then h ← h exp(−dt/τ_d).
    private static void Filter(float[] values, float[] rises, float fall, float rise, float step)
    {
        TensorPrimitives.Multiply(values, fall, values);
        TensorPrimitives.MultiplyAdd(rises, step, values, values);
        TensorPrimitives.Multiply(rises, rise, rises);
    }
}
