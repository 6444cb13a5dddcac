using System.Numerics.Tensors;
using Glia.Formats;

namespace Glia.Reservoirs;

/// <summary>A reservoir with a readout that is fitted on series, and then predicts, step by step or freely on its own outputs.</summary>
/// <remarks>
/// A series is [T, D], a batch is several of them. After a fit on one series the state stands at its end, so that <see cref="Predict(TimeSeries)"/> and
/// <see cref="Generate"/> carry on from there; call <see cref="Reset"/> to start anew. Batches reset before each series. Thread-safe: no.
/// </remarks>
public sealed class ReservoirModel
{
    private const int BlockSteps = 256;
    private readonly IReservoir _reservoir;
    private readonly ReservoirModelOptions _options;
    private readonly double[] _drive;
    private double[] _output = [];
    private float[] _features = [];
    private LinearReadout? _readout;

    /// <summary>Joins a reservoir with a readout that is not fitted yet.</summary>
    /// <param name="reservoir">The reservoir; the model uses its state.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ReservoirModel(IReservoir reservoir, ReservoirModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        (_reservoir, _options) = (reservoir, (options ?? new ReservoirModelOptions()).Validated());
        _drive = new double[reservoir.Inputs];
    }

    /// <summary>The reservoir.</summary>
    public IReservoir Reservoir => _reservoir;

    /// <summary>The readout, from states (and inputs, if it sees them) to outputs.</summary>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public LinearReadout Readout => _readout ?? throw new InvalidOperationException("The model is not fitted: call Fit first.");

    /// <summary>The penalty that the readout was fitted with; null before a fit and for the pseudo-inverse.</summary>
    public double? Penalty { get; private set; }

    /// <summary>Fits the readout on one series and leaves the state at its end.</summary>
    /// <param name="inputs">[T, D].</param>
    /// <param name="targets">[T, K], the output at each step.</param>
    /// <exception cref="ArgumentException">Channels or lengths do not fit, or no step is left after the washout.</exception>
    /// <exception cref="InvalidOperationException">The states are not finite, or so dependent that the penalty does not suffice.</exception>
    public void Fit(TimeSeries inputs, TimeSeries targets) => Fit([inputs], [targets]);

    /// <summary>Fits the readout on several series, each from the reservoir's start.</summary>
    /// <param name="inputs">Series [T, D]; lengths may differ.</param>
    /// <param name="targets">Series [T, K], as many and as long.</param>
    /// <exception cref="ArgumentException">Numbers, channels or lengths do not fit, or no step is left after the washout.</exception>
    /// <exception cref="InvalidOperationException">The states are not finite, or so dependent that the penalty does not suffice.</exception>
    public void Fit(IReadOnlyList<TimeSeries> inputs, IReadOnlyList<TimeSeries> targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        RequireFit(inputs, targets);
        var outputs = targets[0].Channels;
        Prepare(outputs);
        using (var fit = new ReadoutFit(_features.Length, outputs, _options, inputs.Count))
        {
            for (var series = 0; series < inputs.Count; series++)
            {
                Reset();
                Collect(inputs[series], targets[series], fit);
            }

            (_readout, Penalty) = fit.Solve();
        }

        // The fed-back value and the output of the last step are the teacher's until the next step.
        targets[^1][targets[^1].Steps - 1].CopyTo(_output);
    }

    /// <summary>Goes back to the reservoir's start, with nothing fed back.</summary>
    public void Reset()
    {
        _reservoir.Reset();
        Array.Clear(_output);
    }

    /// <summary>One step. Allocates nothing.</summary>
    /// <param name="input">D numbers.</param>
    /// <returns>K numbers, valid until the next step.</returns>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public ReadOnlySpan<double> Step(ReadOnlySpan<double> input)
    {
        var readout = Readout;
        Advance(input, _output);
        readout.Apply(_features, _output);
        return _output;
    }

    /// <summary>The outputs for a series, from the state as it is.</summary>
    /// <param name="inputs">[T, D].</param>
    /// <returns>[T, K].</returns>
    /// <exception cref="ArgumentException">The series has other channels.</exception>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public TimeSeries Predict(TimeSeries inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var outputs = new double[inputs.Steps * Readout.Outputs];
        for (var step = 0; step < inputs.Steps; step++)
        {
            Step(inputs[step]).CopyTo(outputs.AsSpan(step * Readout.Outputs));
        }

        return new TimeSeries(Readout.Outputs, outputs);
    }

    /// <summary>The outputs for several series, each from the reservoir's start.</summary>
    /// <exception cref="ArgumentException">A series has other channels.</exception>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public IReadOnlyList<TimeSeries> Predict(IReadOnlyList<TimeSeries> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var outputs = new List<TimeSeries>(inputs.Count);
        foreach (var series in inputs)
        {
            Reset();
            outputs.Add(Predict(series));
        }

        return outputs;
    }

    /// <summary>Runs freely: each output is the next step's input. For models that learned to say the next step of their input.</summary>
    /// <param name="first">The input of the first step, such as the last known value; D numbers.</param>
    /// <param name="steps">How many.</param>
    /// <returns>[steps, D]: what the model expects to follow.</returns>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    /// <exception cref="InvalidOperationException">The model is not fitted, or its outputs are not as many as its inputs, or they grew beyond all bounds.</exception>
    public TimeSeries Generate(ReadOnlySpan<double> first, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var outputs = Readout.Outputs;
        if (outputs != Channels)
        {
            throw new InvalidOperationException($"The model has {Channels} inputs and {outputs} outputs, so that its output cannot be its next input.");
        }

        var values = new double[steps * outputs];
        var input = first;
        for (var step = 0; step < steps; step++)
        {
            var output = Step(input);
            if (output.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            {
                throw new InvalidOperationException($"The free run left all bounds at step {step}; fit with a larger penalty or with noise on the states.");
            }

            output.CopyTo(values.AsSpan(step * outputs));
            input = values.AsSpan(step * outputs, outputs);
        }

        return new TimeSeries(outputs, values);
    }

    /// <summary>Writes reservoir, readout and state as a safetensors file; noise on states starts anew when it is read.</summary>
    /// <exception cref="NotSupportedException">The reservoir is of a kind that is not stored.</exception>
    /// <exception cref="InvalidOperationException">The model is not fitted.</exception>
    public void Save(Stream destination) => ReservoirModelFile.Write(destination, _reservoir, _options, Readout, _output, Penalty);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static ReservoirModel Load(string file)
    {
        var (reservoir, options, readout, output, penalty) = ReservoirModelFile.Read(file);
        var model = new ReservoirModel(reservoir, options);
        model.Prepare(readout.Outputs);
        output.CopyTo(model._output, 0);
        (model._readout, model.Penalty) = (readout, penalty);
        return model;
    }

    // Input channels without those that receive feedback.
    private int Channels => _reservoir.Inputs - (_options.Feedback is null ? 0 : _output.Length);

    private void Prepare(int outputs)
    {
        _output = new double[outputs];
        _features = new float[_reservoir.Units + (_options.InputToReadout ? Channels : 0)];
    }

    private void Collect(TimeSeries inputs, TimeSeries targets, ReadoutFit fit)
    {
        var states = new float[BlockSteps * _features.Length];
        var (first, filled) = (_options.Washout, 0);
        fit.BeginSeries(inputs.Steps - _options.Washout);
        for (var step = 0; step < inputs.Steps; step++)
        {
            Advance(inputs[step], step == 0 ? _output : targets[step - 1]);
            if (step >= _options.Washout)
            {
                RequireFinite(step);
                _features.CopyTo(states, filled++ * _features.Length);
            }

            if (filled == BlockSteps || (filled > 0 && step == inputs.Steps - 1))
            {
                fit.Add(states.AsSpan(0, filled * _features.Length), targets.Values.Slice(first * targets.Channels, filled * targets.Channels));
                (first, filled) = (first + filled, 0);
            }
        }
    }

    private void Advance(ReadOnlySpan<double> input, ReadOnlySpan<double> feedback)
    {
        if (input.Length != Channels)
        {
            throw new ArgumentException($"The model has {Channels} input channels; got {input.Length}.", nameof(input));
        }

        input.CopyTo(_drive);
        if (_options.Feedback is { } back)
        {
            for (var output = 0; output < feedback.Length; output++)
            {
                _drive[input.Length + output] = (back.Scale * feedback[output]) + back.Shift;
            }
        }

        _reservoir.Step(_drive).CopyTo(_features);
        if (_options.InputToReadout)
        {
            TensorPrimitives.ConvertTruncating(input, _features.AsSpan(_reservoir.Units));
        }
    }

    private void RequireFinite(int step)
    {
        var bad = _features.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
        {
            throw new InvalidOperationException($"The state of unit {bad} is {_features[bad]} at step {step}: the reservoir is not stable. Lower its spectral radius or its feedback.");
        }
    }

    private void RequireFit(IReadOnlyList<TimeSeries> inputs, IReadOnlyList<TimeSeries> targets)
    {
        if (inputs.Count == 0 || inputs.Count != targets.Count)
        {
            throw new ArgumentException($"A fit needs as many series of inputs as of targets, and at least one; got {inputs.Count} and {targets.Count}.", nameof(targets));
        }

        var outputs = targets[0].Channels;
        var channels = _reservoir.Inputs - (_options.Feedback is null ? 0 : outputs);
        for (var series = 0; series < inputs.Count; series++)
        {
            var (input, target) = (inputs[series], targets[series]);
            if (input.Channels != channels || target.Channels != outputs)
            {
                throw new ArgumentException($"Series {series} has {input.Channels} channels of input and {target.Channels} of targets; expected {channels} and {outputs}"
                    + (_options.Feedback is null ? "." : $": the reservoir has {_reservoir.Inputs} channels, of which the last {outputs} receive the outputs."), nameof(inputs));
            }

            if (input.Steps != target.Steps)
            {
                throw new ArgumentException($"Series {series} has {input.Steps} steps of input and {target.Steps} of targets; they must be equal.", nameof(targets));
            }

            if (input.Steps <= _options.Washout)
            {
                throw new ArgumentException($"Series {series} has {input.Steps} steps, of which the washout leaves out {_options.Washout}: none are left to learn from. Give longer series or a shorter washout.", nameof(inputs));
            }
        }
    }
}
