using System.Numerics;
using System.Numerics.Tensors;
using Glia.Neurons;
using Glia.Training;

namespace Glia.Reservoirs;

/// <summary>A liquid whose weights learn by backpropagation through time: the spiking recurrent network that a fixed liquid is compared with.</summary>
/// <remarks>
/// <para>The neurons of <see cref="LiquidStateMachine"/> with hard reset. The derivative of a spike is the triangle max(0, 1 − |u − θ|/w)/w; the reset is a constant
/// for the gradient. With δ the gradient by u: δ_t = σ'(u_t) (g + Wᵀ δ_{t+1}) + λ (1 − s_t) δ_{t+1}, g the gradient by a count.</para>
/// <para>Weights change by sums over events and spikes, as the forward pass works. Thread-safe: no.</para>
/// </remarks>
public sealed class TrainableLiquid
{
    private readonly LiquidOptions _options;
    private readonly float _surrogateWidth;
    private readonly AdamOptions _adam = new AdamOptions().Validated();
    private readonly List<Trace> _traces = [];
    private readonly float[] _weights;
    private readonly float[] _gradients;
    private readonly float[] _delta;
    private readonly float[] _drive;
    private readonly AdamMoments<float> _moments;
    private int _recordings;

    /// <summary>Starts at the weights of a liquid.</summary>
    /// <param name="start">A fully connected liquid.</param>
    /// <param name="options">Its constants; the reset must be hard.</param>
    /// <param name="surrogateWidth">w, how far from the threshold a membrane still learns, above 0.</param>
    /// <exception cref="ArgumentException">A connection is missing, or the reset is not hard.</exception>
    public TrainableLiquid(LiquidStateMachine start, LiquidOptions options, double surrogateWidth)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(surrogateWidth);
        (Units, Inputs, _options, _surrogateWidth) = (start.Units, start.Inputs, options.Validated(), (float)surrogateWidth);
        if (options.Reset != ResetMode.Hard || start.InputMatrix.EntryCount != Units * Inputs || start.RecurrentWeights.EntryCount != Units * Units)
        {
            throw new ArgumentException($"Only fully connected liquids with hard reset can be trained; got {start.InputMatrix.EntryCount} of {Units * Inputs} input and {start.RecurrentWeights.EntryCount} of {Units * Units} recurrent weights, reset {options.Reset}.", nameof(start));
        }

        (_weights, _gradients) = (new float[(Inputs + Units) * Units], new float[(Inputs + Units) * Units]);
        (_delta, _drive) = (new float[Units], new float[Units]);
        _moments = new AdamMoments<float>(_weights.Length);
        var (input, recurrent) = (start.InputMatrix.Transposed(), start.RecurrentWeights.Transposed());
        for (var source = 0; source < Inputs + Units; source++)
        {
            (source < Inputs ? input.Values(source) : recurrent.Values(source - Inputs)).CopyTo(From(_weights, source));
        }
    }

    /// <summary>Number of neurons, N.</summary>
    public int Units { get; }

    /// <summary>Input channels, D.</summary>
    public int Inputs { get; }

    /// <summary>Weights that learn: N (D + N).</summary>
    public int ParameterCount => _weights.Length;

    /// <summary>Multiplications and additions of the backward pass so far, in pairs; what no spike or event touches is not counted.</summary>
    public long BackwardOperations { get; private set; }

    /// <summary>Counts spikes of a recording and remembers what the backward pass needs, until <see cref="Step"/>.</summary>
    /// <param name="recording">Events [T, D].</param>
    /// <param name="counts">Receives N numbers.</param>
    /// <exception cref="ArgumentException">The recording has other channels, or the counts another length.</exception>
    public void Forward(CompressedRows recording, Span<float> counts)
    {
        ArgumentNullException.ThrowIfNull(recording);
        if (recording.ColumnCount != Inputs || counts.Length != Units)
        {
            throw new ArgumentException($"The liquid counts spikes of {Units} neurons with {Inputs} channels; the recording has {recording.ColumnCount} channels, the destination {counts.Length} numbers.", nameof(recording));
        }

        if (_recordings == _traces.Count)
        {
            _traces.Add(new Trace());
        }

        var trace = _traces[_recordings++];
        trace.Begin(recording, Units);
        counts.Clear();
        for (var step = 0; step < recording.RowCount; step++)
        {
            var membrane = trace.Membrane(step);
            if (step > 0)
            {
                TensorPrimitives.Multiply(trace.Membrane(step - 1), (float)_options.Decay, membrane);
                foreach (var neuron in trace.Fired(step - 1))
                {
                    membrane[neuron] = 0;
                }

                foreach (var neuron in trace.Fired(step - 1))
                {
                    TensorPrimitives.Add(From(_weights, Inputs + neuron), membrane, membrane);
                }
            }

            for (var i = 0; i < recording.Columns(step).Length; i++)
            {
                TensorPrimitives.MultiplyAdd(From(_weights, recording.Columns(step)[i]), recording.Values(step)[i], membrane, membrane);
            }

            trace.Fire(step, (float)_options.Threshold);
            foreach (var neuron in trace.Fired(step))
            {
                counts[neuron]++;
            }
        }
    }

    /// <summary>Adds the gradient of a recording to that of the weights.</summary>
    /// <param name="index">Which recording since the last <see cref="Step"/>, from 0.</param>
    /// <param name="byCounts">Gradient of the loss by the recording's counts, N numbers.</param>
    /// <exception cref="ArgumentException">There is no such recording, or the gradient has another length.</exception>
    public void Backward(int index, ReadOnlySpan<float> byCounts)
    {
        if ((uint)index >= (uint)_recordings || byCounts.Length != Units)
        {
            throw new ArgumentException($"Recording {index} of {_recordings} with {byCounts.Length} numbers; {Units} are needed.", nameof(byCounts));
        }

        var trace = _traces[index];
        Array.Clear(_delta);
        for (var step = trace.Recording.RowCount - 1; step >= 0; step--)
        {
            // What this step's spikes did to the next step's membranes.
            for (var neuron = 0; neuron < Units; neuron++)
            {
                _drive[neuron] = byCounts[neuron] + TensorPrimitives.Dot(From(_weights, Inputs + neuron), _delta);
            }

            foreach (var neuron in trace.Fired(step))
            {
                // What this neuron sent goes with the gradient of the step that it arrived in; its own membrane was set to 0.
                TensorPrimitives.Add(_delta, From(_gradients, Inputs + neuron), From(_gradients, Inputs + neuron));
            }

            Descend(trace, step);
            for (var i = 0; i < trace.Recording.Columns(step).Length; i++)
            {
                var to = From(_gradients, trace.Recording.Columns(step)[i]);
                TensorPrimitives.MultiplyAdd(_delta, trace.Recording.Values(step)[i], to, to);
            }

            BackwardOperations += (long)Units * (Units + trace.Fired(step).Length + trace.Recording.Columns(step).Length);
        }
    }

    /// <summary>Changes the weights by Adam along the gradients of the recordings since the last step.</summary>
    /// <param name="learningRate">The rate.</param>
    public void Step(double learningRate)
    {
        _moments.Step(_weights, _gradients, new AdamRates(learningRate, 0.9, _adam));
        Array.Clear(_gradients);
        _recordings = 0;
    }

    /// <summary>Forgets the recordings since the last step without learning from them.</summary>
    public void Forget() => _recordings = 0;

    /// <summary>A liquid with the weights as they are.</summary>
    public LiquidStateMachine ToLiquid()
    {
        CompressedRows Matrix(int first, int count) => CompressedRows.FromDense(count, Units, _weights.AsSpan(first * Units, count * Units)).Transposed();
        return new LiquidStateMachine(_options, Matrix(Inputs, Units), Matrix(0, Inputs));
    }

    /// <summary>Gradient by the weight from a source to a neuron; sources are inputs, then neurons.</summary>
    internal float Gradient(int source, int neuron) => _gradients[(source * Units) + neuron];

    // δ of this step from δ of the next one.
    private void Descend(Trace trace, int step)
    {
        var membrane = trace.Membrane(step);
        var (decay, threshold, width) = ((float)_options.Decay, new Vector<float>((float)_options.Threshold), new Vector<float>(_surrogateWidth));
        var neuron = 0;
        for (; neuron <= Units - Vector<float>.Count; neuron += Vector<float>.Count)
        {
            var u = new Vector<float>(membrane[neuron..]);
            var slope = Vector.Max(Vector<float>.Zero, Vector<float>.One - (Vector.Abs(u - threshold) / width)) / width;
            var kept = Vector.ConditionalSelect(Vector.GreaterThan(u, threshold), Vector<float>.Zero, new Vector<float>(_delta, neuron) * decay);
            ((slope * new Vector<float>(_drive, neuron)) + kept).CopyTo(_delta, neuron);
        }

        for (; neuron < Units; neuron++)
        {
            var distance = Math.Abs(membrane[neuron] - (float)_options.Threshold);
            var slope = Math.Max(0, 1 - (distance / _surrogateWidth)) / _surrogateWidth;
            _delta[neuron] = (slope * _drive[neuron]) + (membrane[neuron] > (float)_options.Threshold ? 0 : decay * _delta[neuron]);
        }
    }

    private Span<float> From(float[] numbers, int source) => numbers.AsSpan(source * Units, Units);

    /// <summary>Membranes and spikes of one recording.</summary>
    private sealed class Trace
    {
        private float[] _membranes = [];
        private int[] _fired = [];
        private int[] _starts = [];
        private int _units;

        public CompressedRows Recording { get; private set; } = null!;

        public void Begin(CompressedRows recording, int units)
        {
            (Recording, _units) = (recording, units);
            if (_membranes.Length < recording.RowCount * units)
            {
                (_membranes, _fired, _starts) = (new float[recording.RowCount * units], new int[recording.RowCount * units], new int[recording.RowCount + 1]);
            }

            Membrane(0).Clear();
        }

        public Span<float> Membrane(int step) => _membranes.AsSpan(step * _units, _units);

        public ReadOnlySpan<int> Fired(int step) => _fired.AsSpan(_starts[step].._starts[step + 1]);

        public void Fire(int step, float threshold)
        {
            var membrane = Membrane(step);
            var count = _starts[step];
            for (var neuron = 0; neuron < membrane.Length; neuron++)
            {
                if (membrane[neuron] > threshold)
                {
                    _fired[count++] = neuron;
                }
            }

            _starts[step + 1] = count;
        }
    }
}
