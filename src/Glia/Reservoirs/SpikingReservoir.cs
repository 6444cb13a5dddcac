using System.Numerics;
using System.Numerics.Tensors;
using Glia.Neurons;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Reservoirs;

/// <summary>A reservoir of excitatory and inhibitory Izhikevich neurons with fixed sparse weights, whose state is the spikes of each neuron through a low-pass filter.</summary>
/// <remarks>
/// <para>A step is 1 ms. The current of a neuron is bias + noise + synaptic current + input; a spike adds its weights to the synaptic currents, which decay with one time constant, so that
/// only spikes cost connections: O(N + spikes · N p) a step. Spikes arrive in the next step.</para>
/// <para>Weights, biases, noise and trace constants come from streams of their own. Allocates nothing in a step. Thread-safe: no.</para>
/// </remarks>
public sealed class SpikingReservoir : IReservoir
{
    private readonly float _decay;
    private readonly float _deviation;
    private readonly float[][] _input;
    private readonly float[] _bias;
    private readonly float[] _synaptic;
    private readonly float[] _current;
    private readonly float[] _spikes;
    private RandomStream _noise;

    /// <summary>Draws the weights of a reservoir.</summary>
    /// <param name="inputs">Input channels D.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of weights, biases, constants, and of noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SpikingReservoir(int inputs, SpikingReservoirOptions? options, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        ArgumentNullException.ThrowIfNull(random);
        Options = (options ?? new SpikingReservoirOptions()).Validated();
        var excitatory = (int)Math.Round(Options.ExcitatoryShare * Options.Units);
        Neurons = new IzhikevichGroup(DrawNeurons(excitatory, random.Child("neurons")));
        var scale = Neurons.Neurons[0].Capacitance;
        Outgoing = DrawOutgoing(excitatory, scale, random.Child("recurrent"));
        _input = DrawInput(inputs, scale, random.Child("input"));
        _bias = Drawn(random.Child("bias"), Options.LowestBias * scale, Options.HighestBias * scale, value => (float)value);
        Trace = new SpikeTrace(Drawn(random.Child("traces"), Options.ShortestTraceMs, Options.LongestTraceMs, value => value));
        _noise = random.Child("noise");
        (_decay, _deviation) = ((float)Math.Exp(-1 / Options.SynapticTauMs), (float)(Options.Noise * scale));
        (_synaptic, _current, _spikes) = (new float[Units], new float[Units], new float[Units]);
    }

    /// <summary>The constants.</summary>
    public SpikingReservoirOptions Options { get; }

    /// <inheritdoc/>
    public int Units => Options.Units;

    /// <inheritdoc/>
    public int Inputs => _input.Length;

    /// <summary>The neurons, excitatory ones first.</summary>
    public IzhikevichGroup Neurons { get; }

    /// <summary>The weights [source, target].</summary>
    public CompressedRows Outgoing { get; }

    /// <summary>The traces that are the state.</summary>
    public SpikeTrace Trace { get; }

    /// <summary>Constant current into each neuron.</summary>
    public ReadOnlySpan<float> Bias => _bias;

    /// <summary>1 for each neuron that fired in the last step, 0 for the others.</summary>
    public ReadOnlySpan<float> Spikes => _spikes;

    /// <summary>Steps since the last reset.</summary>
    public int Steps { get; private set; }

    /// <summary>Spikes since the last reset, of all neurons.</summary>
    public long SpikeCount { get; private set; }

    /// <summary>Mean spikes of a neuron per second since the last reset; 0 before the first step.</summary>
    public double RateHz => Steps == 0 ? 0 : 1000.0 * SpikeCount / Units / Steps;

    /// <summary>The weights of an input channel, N numbers.</summary>
    public ReadOnlySpan<float> InputWeights(int channel) => _input[channel];

    /// <inheritdoc/>
    /// <remarks>The noise goes on; give it a stream to have the same again.</remarks>
    public void Reset()
    {
        Neurons.Reset();
        Trace.Reset();
        Array.Clear(_synaptic);
        Array.Clear(_spikes);
        (Steps, SpikeCount) = (0, 0);
    }

    /// <summary>Goes back to the state at the start and takes the noise from another stream from now on.</summary>
    public void Reset(RandomStream noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        _noise = noise;
        Reset();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Step(ReadOnlySpan<double> input)
    {
        if (input.Length != Inputs)
        {
            throw new ArgumentException($"The reservoir has {Inputs} input channels; got {input.Length}.", nameof(input));
        }

        if (_deviation > 0)
        {
            GaussianBlock.Fill(_noise, _current, _deviation);
            TensorPrimitives.Add<float>(_current, _bias, _current);
        }
        else
        {
            _bias.CopyTo(_current, 0);
        }

        TensorPrimitives.Add<float>(_current, _synaptic, _current);
        for (var channel = 0; channel < input.Length; channel++)
        {
            AddInput((float)input[channel], _input[channel]);
        }

        Neurons.Step(_current, _spikes);
        TensorPrimitives.Multiply(_synaptic, _decay, _synaptic);
        Deliver();
        Trace.Step(_spikes);
        Steps++;
        return Trace.Values;
    }

    /// <summary>Makes sure that the reservoir has fired, and not too much, since the last reset.</summary>
    /// <param name="highestHz">The highest rate that is still usable, spikes a neuron and second.</param>
    /// <exception cref="InvalidOperationException">There was no spike, or the rate was higher; the message says what to change.</exception>
    public void RequireActivity(double highestHz = 100)
    {
        if (SpikeCount == 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The reservoir of {Units} neurons fired no spikes in {Steps} ms: raise the bias, which is {Options.LowestBias} to {Options.HighestBias}, or the input."));
        }

        if (RateHz > highestHz)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The reservoir of {Units} neurons fired {RateHz:0.#} spikes per neuron and second, more than {highestHz}: lower the gain, which is {Options.Gain}, or the bias, which is {Options.LowestBias} to {Options.HighestBias}."));
        }
    }

    private void AddInput(float value, float[] weights)
    {
        if (value == 0)
        {
            return;
        }

        for (var neuron = 0; neuron < weights.Length; neuron++)
        {
            _current[neuron] += value * weights[neuron];
        }
    }

    // Blocks without a spike, most of them, cost one comparison.
    private void Deliver()
    {
        for (var first = 0; first < _spikes.Length; first += Vector<float>.Count)
        {
            var end = Math.Min(first + Vector<float>.Count, _spikes.Length);
            if (end - first == Vector<float>.Count && Vector.EqualsAll(new Vector<float>(_spikes, first), Vector<float>.Zero))
            {
                continue;
            }

            for (var source = first; source < end; source++)
            {
                if (_spikes[source] != 0)
                {
                    SpikeCount++;
                    Deliver(Outgoing.Columns(source), Outgoing.Values(source), _synaptic);
                }
            }
        }
    }

    private static void Deliver(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, Span<float> synaptic)
    {
        for (var entry = 0; entry < targets.Length && entry < weights.Length; entry++)
        {
            synaptic[targets[entry]] += weights[entry];
        }
    }

    private IReadOnlyList<IzhikevichConstants> DrawNeurons(int excitatory, RandomStream random) =>
        [.. Enumerable.Range(0, Options.Units).Select(neuron => Constants(neuron < excitatory, random.NextDouble()))];

    private IzhikevichConstants Constants(bool isExcitatory, double r) => (Options.Form, isExcitatory) switch
    {
        (IzhikevichForm.Physical2007, _) => IzhikevichConstants.Of2007(),
        (_, true) => IzhikevichConstants.Of2003(0.02, 0.2, -65 + (15 * r * r), 8 - (6 * r * r)),
        _ => IzhikevichConstants.Of2003(0.02 + (0.08 * r), 0.25 - (0.05 * r), -65, 2),
    };

    private CompressedRows DrawOutgoing(int excitatory, double scale, RandomStream random)
    {
        var drawn = CompressedRows.Draw(Options.Units, Options.Units, Options.Connectivity, stream => stream.NextDouble(), random);
        var factor = scale * Options.Gain / Math.Sqrt(Options.Units * Options.Connectivity);
        var (starts, columns, values) = (new int[Options.Units + 1], new int[drawn.EntryCount], new float[drawn.EntryCount]);
        for (var source = 0; source < Options.Units; source++)
        {
            var strength = source < excitatory ? factor : -Options.InhibitionScaling * factor;
            drawn.Columns(source).CopyTo(columns.AsSpan(starts[source]));
            TensorPrimitives.Multiply(drawn.Values(source), (float)strength, values.AsSpan(starts[source]));
            starts[source + 1] = starts[source] + drawn.Columns(source).Length;
        }

        return new CompressedRows(Options.Units, starts, columns, values);
    }

    private float[][] DrawInput(int inputs, double scale, RandomStream random) =>
        [.. Enumerable.Range(0, inputs).Select(channel =>
        {
            var stream = random.Child(FormattableString.Invariant($"{channel}"));
            return Enumerable.Range(0, Options.Units).Select(_ => stream.NextDouble() < Options.InputConnectivity ? (float)(scale * Options.InputScaling * stream.NextGaussian()) : 0).ToArray();
        })];

    private T[] Drawn<T>(RandomStream random, double low, double high, Func<double, T> convert) =>
        [.. Enumerable.Range(0, Options.Units).Select(_ => convert(low + ((high - low) * random.NextDouble())))];
}
