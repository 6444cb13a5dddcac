using Glia.Networks;

namespace Glia.Continual;

/// <summary>Gradients of a network on stored samples, beside those of the mini-batch in training.</summary>
internal sealed class SampleGradient(ITrainableNetwork network, int capacity)
{
    private readonly ITrainingBatch _batch = network.CreateBatch(capacity);
    private readonly int[] _labels = new int[capacity];
    private readonly IReadOnlyList<int>[] _outputs = new IReadOnlyList<int>[capacity];
    private int _rows;

    /// <summary>How many samples' gradients were computed so far.</summary>
    public long Computed { get; private set; }

    public void Add(TaskSamples samples, int sample)
    {
        samples.CopyTo(sample, _batch.Input(_rows));
        _outputs[_rows] = samples.Outputs;
        _labels[_rows++] = samples.Label(sample);
    }

    /// <summary>The gradient of the mean cross-entropy of the samples that were added, which are then forgotten.</summary>
    public void Mean(Span<float> gradient)
    {
        _batch.Forward(_rows);
        _batch.SetSoftmaxErrors(_labels.AsSpan(0, _rows), 1f / _rows);
        for (var row = 0; row < _rows; row++)
        {
            OutputMask.Restrict(_batch, row, _outputs[row], _labels[row], 1f / _rows);
        }

        _batch.Backward(gradient);
        Computed += _rows;
        _rows = 0;
    }

    /// <summary>The gradient of the logit of the true class of one sample.</summary>
    public void OfTrueLogit(TaskSamples samples, int sample, Span<float> gradient)
    {
        samples.CopyTo(sample, _batch.Input(0));
        _batch.Forward(1);
        var error = _batch.OutputError(0);
        error.Clear();
        error[samples.Label(sample)] = 1;
        _batch.Backward(gradient);
        Computed++;
    }
}
