namespace Glia.Deltas;

/// <summary>Computes every frame whole, with the layers, kernels and quantised activations of <see cref="DeltaInference"/> and nothing skipped: what that is compared with.</summary>
/// <remarks>With a <see cref="FrameThreshold"/> above 0 what a unit sends depends on the frames before, here as there. No allocation after the constructor; one thread.</remarks>
public sealed unsafe class FrameInference
{
    private readonly FrameNetwork _network;
    private readonly FrameReader _reader;

    /// <summary>Makes the network ready.</summary>
    /// <inheritdoc cref="DeltaInference(FrameShape, IReadOnlyList{FrameLayer}, DeltaInferenceOptions?)"/>
    public FrameInference(FrameShape input, IReadOnlyList<FrameLayer> layers)
    {
        _network = FrameNetwork.Of(input, layers);
        _reader = new FrameReader(input, _network.Stages[^1].Target);
    }

    /// <summary>Multiply-accumulates of a frame.</summary>
    public long DenseOperations => _network.Stages.Sum(stage => stage.DenseOperations);

    /// <summary>Computes a frame.</summary>
    /// <param name="frame">[channels, height, width].</param>
    /// <returns>The network's output, [channels, height, width]; valid until the next call.</returns>
    /// <exception cref="ArgumentException">The frame has another size, or numbers that are thousands of steps large or NaN.</exception>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> frame)
    {
        _reader.Read(frame);
        var activations = _reader.Frame;
        for (var i = 0; i < _network.Stages.Length; i++)
        {
            _network.Stages[i].ComputeWhole(activations.Pointer, _network.Floors[i]);
            activations = _network.Stages[i].Output;
        }

        return _reader.Result(activations.Span, _network.OutputFloor);
    }

    /// <summary>Forgets what was sent: for thresholds above 0.</summary>
    public void Reset()
    {
        foreach (var stage in _network.Stages)
        {
            stage.Reset();
        }
    }
}
