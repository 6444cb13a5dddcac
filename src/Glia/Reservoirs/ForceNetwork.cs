using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>A chaotic rate network that learns to generate a series by itself: its outputs are fed back while recursive least squares keeps them close to the target.</summary>
/// <remarks>
/// τ dv/dt = −v + g J r + J_fb z with r = tanh v and z = w·r; J from N(0, 1/(p N)), J_fb from U(−1, 1) (Sussillo and Abbott 2009, FORCE). Euler steps of dt/τ; starts at v from
/// N(0, 0.5²) and z = 0. Thread-safe: no.
/// </remarks>
public sealed class ForceNetwork
{
    private const double InitialDeviation = 0.5;
    private readonly ForceOptions _options;
    private readonly CompressedRows _recurrent;
    private readonly float[] _feedback;
    private readonly RlsReadout _readout;
    private readonly float[] _potentials;
    private readonly float[] _rates;
    private readonly float[] _drive;
    private readonly double[] _output;
    private long _steps;

    /// <summary>Draws the weights and the state of a network.</summary>
    /// <param name="outputs">Number of series to generate, K.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of weights and state.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public ForceNetwork(int outputs, ForceOptions? options, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentNullException.ThrowIfNull(random);
        _options = (options ?? new ForceOptions()).Validated();
        var (units, deviation) = (_options.Units, _options.Gain / Math.Sqrt(_options.Connectivity * _options.Units));
        _recurrent = CompressedRows.Draw(units, units, _options.Connectivity, stream => deviation * stream.NextGaussian(), random.Child("recurrent"));
        (_feedback, _potentials, _rates, _drive) = (new float[units * outputs], new float[units], new float[units], new float[units]);
        random.Child("feedback").FillUniform(_feedback, -(float)_options.FeedbackScaling, (float)_options.FeedbackScaling);
        random.Child("state").FillGaussian(_potentials, 0, (float)InitialDeviation);
        TensorPrimitives.Tanh<float>(_potentials, _rates);
        _readout = new RlsReadout(units, outputs, new RlsOptions { Regularisation = _options.Regularisation });
        _output = new double[outputs];
    }

    /// <summary>Number of units, N.</summary>
    public int Units => _potentials.Length;

    /// <summary>Number of outputs, K.</summary>
    public int Outputs => _output.Length;

    /// <summary>The rates r = tanh v, N numbers.</summary>
    public ReadOnlySpan<float> Rates => _rates;

    /// <summary>The readout's weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _readout.Weights(output);

    /// <summary>One step on its own. Allocates nothing.</summary>
    /// <returns>z, K numbers, valid until the next step.</returns>
    public ReadOnlySpan<double> Step()
    {
        _recurrent.Multiply(_rates, _drive);
        for (var output = 0; output < _output.Length; output++)
        {
            TensorPrimitives.MultiplyAdd(_feedback.AsSpan(output * Units, Units), (float)_output[output], _drive, _drive);
        }

        TensorPrimitives.Lerp(_potentials, _drive, (float)_options.Step, _potentials);
        TensorPrimitives.Tanh<float>(_potentials, _rates);
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
        RequireTarget(target, Outputs);
        _ = Step();
        if (_steps % _options.UpdateEvery == 0)
        {
            _readout.Learn(_rates, target);
            _readout.Apply(_rates, _output);
        }

        return _output;
    }

    internal static void RequireTarget(ReadOnlySpan<double> target, int outputs)
    {
        if (target.Length != outputs || target.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException($"A target must be {outputs} finite numbers; got [{string.Join(", ", target.ToArray())}].", nameof(target));
        }
    }
}
