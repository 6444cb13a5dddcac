using System.Numerics.Tensors;

namespace Glia.Networks.Spiking;

/// <summary>Passes of <see cref="OnlineThroughTime"/>.</summary>
internal sealed unsafe class OnlineBatch : SurrogateBatch
{
    private readonly AlignedBuffer[] _traces;
    private readonly float[] _inputTrace;
    private readonly float _kept;
    private readonly float[] _meanLogits;
    private readonly float[] _outputErrors;
    private readonly float[] _spreadErrors;

    public OnlineBatch(SpikingPerceptron network, OnlineThroughTime training, int capacity)
        : base(network, training, capacity, training.Steps)
    {
        _kept = training.Kept;
        _traces = [.. Layers.Skip(1).SkipLast(1).Select(layer => new AlignedBuffer(PaddedRows(capacity * Steps) * MultilayerPerceptron.Padded(layer.Inputs)))];
        _inputTrace = new float[Steps];
        for (var t = 0; t < Steps; t++)
        {
            _inputTrace[t] = 1 + (t > 0 ? _kept * _inputTrace[t - 1] : 0);
        }

        _meanLogits = new float[capacity * Last.Stride];
        _outputErrors = new float[capacity * Last.Stride];
        _spreadErrors = new float[capacity * Last.Stride];
    }

    /// <summary>The mean over time.</summary>
    public override ReadOnlySpan<float> Logits(int row) => _meanLogits.AsSpan(row * Last.Stride, Last.Outputs);

    /// <summary>The sum over time of the errors; what is changed here is spread over all steps.</summary>
    public override Span<float> OutputError(int row) => _outputErrors.AsSpan(row * Last.Stride, Last.Outputs);

    /// <summary>Sets the errors of the mean over time of each step's cross-entropy, and returns it.</summary>
    public override double SetSoftmaxErrors(ReadOnlySpan<int> labels, float scale)
    {
        var loss = 0.0;
        var length = Rows * Last.Stride;
        for (var t = 0; t < Steps; t++)
        {
            var at = t * length;
            loss += SoftmaxCrossEntropy.Errors(LogitRows.Span[at..], Errors.Span[at..], Last.Stride, Last.Outputs, labels[..Rows], scale / Steps);
        }

        SumErrors();
        _outputErrors.CopyTo(_spreadErrors, 0);
        return loss / Steps;
    }

    public override int Observations(int layer) => Steps;

    /// <summary>The layer's input at one time step.</summary>
    public override ActivityRows Observation(int layer, int index)
    {
        var stride = MultilayerPerceptron.Padded(Layers[layer].Inputs);
        return layer == 0
            ? new(Inputs.Span, Rows, Layers[0].Inputs, stride)
            : new(Spikes(layer).Span[(index * Rows * stride)..], Rows, Layers[layer].Inputs, stride);
    }

    protected override void Answer()
    {
        if (Hidden > 0)
        {
            Multiply(Hidden, Spikes(Hidden), Steps * Rows, LogitRows);
        }
        else
        {
            Multiply(0, Inputs, Rows, LogitRows);
            Repeat(LogitRows, Rows * Last.Stride);
        }

        var length = Rows * Last.Stride;
        var mean = _meanLogits.AsSpan(0, length);
        mean.Clear();
        for (var t = 0; t < Steps; t++)
        {
            TensorPrimitives.MultiplyAdd(LogitRows.Span.Slice(t * length, length), 1f / Steps, mean, mean);
        }

        for (var layer = 1; layer < Hidden; layer++)
        {
            Trace(Spikes(layer), _traces[layer - 1], Rows * MultilayerPerceptron.Padded(Layers[layer].Inputs));
        }
    }

    protected override void Descend(float* target, float rate)
    {
        SpreadChanges();
        for (var layer = Hidden; layer >= 0; layer--)
        {
            if (layer > 0)
            {
                MultiplyBack(layer, layer == Hidden ? Errors : Gradients[layer], Steps * Rows, OutputGradient);
                PassNeurons(layer - 1, 1);
            }

            if (layer == 0)
            {
                Sum(Hidden > 0 ? Gradients[0] : Errors, Layers[0].Stride, t => Hidden > 0 ? _inputTrace[t] : 1, Summed);
            }

            AddLayer(layer, layer == 0 ? Summed : layer == Hidden ? Errors : Gradients[layer], target, rate);
        }
    }

    protected override (AlignedBuffer Buffer, int Rows) Activity(int layer) =>
        layer == 0 ? (Inputs, Rows) : layer == Hidden ? (Spikes(layer), Steps * Rows) : (_traces[layer - 1], Steps * Rows);

    private void Trace(AlignedBuffer spikes, AlignedBuffer trace, int length)
    {
        spikes.Span[..length].CopyTo(trace.Span);
        for (var t = 1; t < Steps; t++)
        {
            TensorPrimitives.MultiplyAdd(trace.Span.Slice((t - 1) * length, length), _kept, spikes.Span.Slice(t * length, length), trace.Span.Slice(t * length, length));
        }
    }

    private void SumErrors()
    {
        var length = Rows * Last.Stride;
        var sum = _outputErrors.AsSpan(0, length);
        sum.Clear();
        for (var t = 0; t < Steps; t++)
        {
            TensorPrimitives.Add(sum, Errors.Span.Slice(t * length, length), sum);
        }
    }

    // Strategies that change the error of the mean answer change that of each step alike.
    private void SpreadChanges()
    {
        var length = Rows * Last.Stride;
        for (var i = 0; i < length; i++)
        {
            var change = (_outputErrors[i] - _spreadErrors[i]) / Steps;
            if (change != 0)
            {
                for (var t = 0; t < Steps; t++)
                {
                    Errors.Span[(t * length) + i] += change;
                }
            }
        }

        _outputErrors.CopyTo(_spreadErrors, 0);
    }
}
