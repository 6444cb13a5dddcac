using System.Numerics;
using System.Numerics.Tensors;
using Glia.Neurons;
using Glia.Random;
using Glia.Reservoirs.Memristive;

namespace Glia.Reservoirs;

/// <summary>A reservoir of spiking neurons with fixed random weights: u ← λ u (1 − s) + W_in x + W s, s = [u &gt; θ].</summary>
/// <remarks>
/// <para>Lin et al. 2023, arXiv 2307.00771; λ u (1 − s) is the hard reset, λ (u − θ s) the soft one. All membranes start at 0. The state that a readout sees
/// is the spikes, or their counts over a recording.</para>
/// <para>Only what fires is worked on: each input event and each spike adds the weights from its source to all its targets. Weights of resistive memory
/// are noisy at each read: the sum of the noise of all weights that a neuron reads in a step is drawn as one normal number, which has the same
/// distribution. Thread-safe: no.</para>
/// </remarks>
public sealed class LiquidStateMachine : IReservoir
{
    private readonly LiquidOptions _options;
    private readonly CompressedRows _inputBySource;
    private readonly CompressedRows _recurrentBySource;
    private readonly (CompressedRows Input, CompressedRows Recurrent, RandomStream Random)? _readNoise;
    private readonly float[] _membrane;
    private readonly float[] _spikes;
    private readonly float[] _variance;
    private readonly int[] _fired;
    private int _firedCount;

    /// <summary>Takes weights that are there already.</summary>
    /// <param name="options">Decay, threshold and reset; what concerns the drawing of weights is not used.</param>
    /// <param name="recurrent">W [N, N], from the column's neuron to the row's.</param>
    /// <param name="input">W_in [N, D].</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public LiquidStateMachine(LiquidOptions options, CompressedRows recurrent, CompressedRows input)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(recurrent);
        ArgumentNullException.ThrowIfNull(input);
        if (recurrent.RowCount != recurrent.ColumnCount || input.RowCount != recurrent.RowCount)
        {
            throw new ArgumentException($"Recurrent weights [{recurrent.RowCount}, {recurrent.ColumnCount}] and input weights [{input.RowCount}, {input.ColumnCount}] are not of one network.", nameof(input));
        }

        _options = options.Validated();
        (RecurrentWeights, InputMatrix) = (recurrent, input);
        (_recurrentBySource, _inputBySource) = (recurrent.Transposed(), input.Transposed());
        (_membrane, _spikes, _variance, _fired) = (new float[Units], new float[Units], new float[Units], new int[Units]);
    }

    /// <summary>Takes the weights of resistive memory, which are noisy at each read.</summary>
    /// <param name="options">Decay, threshold and reset; what concerns the drawing of weights is not used.</param>
    /// <param name="recurrent">W [N, N].</param>
    /// <param name="input">W_in [N, D].</param>
    /// <param name="readNoise">Source of the noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public LiquidStateMachine(LiquidOptions options, MemristiveArray recurrent, MemristiveArray input, RandomStream readNoise)
        : this(options, (recurrent ?? throw new ArgumentNullException(nameof(recurrent))).Weights, (input ?? throw new ArgumentNullException(nameof(input))).Weights)
    {
        ArgumentNullException.ThrowIfNull(readNoise);
        if (recurrent.Options.ReadNoise > 0 || input.Options.ReadNoise > 0)
        {
            _readNoise = (input.ReadVariance.Transposed(), recurrent.ReadVariance.Transposed(), readNoise);
        }
    }

    /// <summary>Draws the weights of a network.</summary>
    /// <param name="inputs">Input channels D.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="weights">What a weight is drawn from.</param>
    /// <param name="scale">Factor of all weights (<see cref="RateCalibration"/> finds one).</param>
    /// <param name="random">Source of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LiquidStateMachine Draw(int inputs, LiquidOptions? options, WeightSource weights, double scale, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(random);
        options = (options ?? new LiquidOptions()).Validated();
        CompressedRows Matrix(int columns, double density, string name) =>
            CompressedRows.Draw(options.Units, columns, density, stream => scale * weights.Draw(stream), random.Child(name));
        return new LiquidStateMachine(options, Matrix(options.Units, options.Connectivity, "recurrent"), Matrix(inputs, options.InputConnectivity, "input"));
    }

    /// <inheritdoc/>
    public int Units => RecurrentWeights.RowCount;

    /// <inheritdoc/>
    public int Inputs => InputMatrix.ColumnCount;

    /// <summary>W [N, N].</summary>
    public CompressedRows RecurrentWeights { get; }

    /// <summary>W_in [N, D].</summary>
    public CompressedRows InputMatrix { get; }

    /// <summary>u, N numbers, as it was compared with the threshold.</summary>
    public ReadOnlySpan<float> Membrane => _membrane;

    /// <summary>s, N numbers, 0 or 1.</summary>
    public ReadOnlySpan<float> Spikes => _spikes;

    /// <summary>The neurons that fired in the last step, ascending.</summary>
    public ReadOnlySpan<int> Fired => _fired.AsSpan(0, _firedCount);

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_membrane);
        Array.Clear(_spikes);
        _firedCount = 0;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Step(ReadOnlySpan<double> input)
    {
        if (input.Length != Inputs)
        {
            throw new ArgumentException($"The reservoir has {Inputs} input channels; got {input.Length}.", nameof(input));
        }

        Begin();
        for (var channel = 0; channel < input.Length; channel++)
        {
            if (input[channel] != 0)
            {
                Receive(channel, (float)input[channel]);
            }
        }

        return Finish();
    }

    /// <summary>One step from events. Allocates nothing.</summary>
    /// <param name="channels">The channels that have an event.</param>
    /// <param name="values">How much each counts.</param>
    /// <returns>The spikes, N numbers, 0 or 1; valid until the next step.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there is no such channel.</exception>
    public ReadOnlySpan<float> Step(ReadOnlySpan<int> channels, ReadOnlySpan<float> values)
    {
        if (channels.Length != values.Length)
        {
            throw new ArgumentException($"There must be a value for each event; got {channels.Length} channels and {values.Length} values.", nameof(values));
        }

        Begin();
        for (var i = 0; i < channels.Length; i++)
        {
            if ((uint)channels[i] >= (uint)Inputs)
            {
                throw new ArgumentException($"Event {i} is on channel {channels[i]}; the reservoir has the channels 0 to {Inputs - 1}.", nameof(channels));
            }

            Receive(channels[i], values[i]);
        }

        return Finish();
    }

    /// <summary>Counts the spikes of each neuron over a recording, from the state at the start. Allocates nothing.</summary>
    /// <param name="recording">Events [T, D], a row a step.</param>
    /// <param name="counts">Receives N whole numbers from 0 to T.</param>
    /// <returns>How many weights were added to a membrane: synaptic operations.</returns>
    /// <exception cref="ArgumentException">The recording has other channels, or the counts another length.</exception>
    public long Count(CompressedRows recording, Span<float> counts)
    {
        ArgumentNullException.ThrowIfNull(recording);
        if (recording.ColumnCount != Inputs || counts.Length != Units)
        {
            throw new ArgumentException($"The reservoir counts spikes of {Units} neurons with {Inputs} channels; the recording has {recording.ColumnCount} channels, the destination {counts.Length} numbers.", nameof(recording));
        }

        Reset();
        counts.Clear();
        var operations = 0L;
        for (var step = 0; step < recording.RowCount; step++)
        {
            foreach (var neuron in Fired)
            {
                operations += _recurrentBySource.Columns(neuron).Length;
            }

            foreach (var channel in recording.Columns(step))
            {
                operations += _inputBySource.Columns(channel).Length;
            }

            TensorPrimitives.Add(counts, Step(recording.Columns(step), recording.Values(step)), counts);
        }

        return operations;
    }

    // What is left of the membranes, and what the neurons that fired last send.
    private void Begin()
    {
        Leak();
        _variance.AsSpan().Clear();
        for (var i = 0; i < _firedCount; i++)
        {
            _recurrentBySource.AddRow(_fired[i], 1, _membrane);
            _readNoise?.Recurrent.AddRow(_fired[i], 1, _variance);
        }
    }

    private void Receive(int channel, float value)
    {
        _inputBySource.AddRow(channel, value, _membrane);
        _readNoise?.Input.AddRow(channel, value * value, _variance);
    }

    private void Leak()
    {
        for (var i = 0; i < _firedCount; i++)
        {
            ref var fired = ref _membrane[_fired[i]];
            fired = _options.Reset switch { ResetMode.Hard => 0, ResetMode.Soft => fired - (float)_options.Threshold, _ => fired };
        }

        TensorPrimitives.Multiply(_membrane, (float)_options.Decay, _membrane);
    }

    private ReadOnlySpan<float> Finish()
    {
        if (_readNoise is { Random: var random })
        {
            for (var neuron = 0; neuron < _membrane.Length; neuron++)
            {
                _membrane[neuron] += _variance[neuron] > 0 ? MathF.Sqrt(_variance[neuron]) * (float)random.NextGaussian() : 0;
            }
        }

        Fire();
        return _spikes;
    }

    private void Fire()
    {
        var (threshold, count, neuron) = ((float)_options.Threshold, 0, 0);
        var limit = new Vector<float>(threshold);
        for (; neuron <= _membrane.Length - Vector<float>.Count; neuron += Vector<float>.Count)
        {
            var above = Vector.GreaterThan(new Vector<float>(_membrane, neuron), limit);
            Vector.ConditionalSelect(above, Vector<float>.One, Vector<float>.Zero).CopyTo(_spikes, neuron);
            if (above != Vector<int>.Zero)
            {
                for (var lane = 0; lane < Vector<float>.Count; lane++)
                {
                    _fired[count] = neuron + lane;
                    count -= above[lane];
                }
            }
        }

        for (; neuron < _membrane.Length; neuron++)
        {
            var fires = _membrane[neuron] > threshold;
            _spikes[neuron] = fires ? 1 : 0;
            if (fires)
            {
                _fired[count++] = neuron;
            }
        }

        _firedCount = count;
    }
}
