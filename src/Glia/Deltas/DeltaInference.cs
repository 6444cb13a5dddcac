namespace Glia.Deltas;

/// <summary>Runs a network on a stream of frames and computes only what has changed: every layer keeps its sums, and a number that changes adds its column of weights.</summary>
/// <remarks>
/// <para>acc ← acc + W·(Q_t − Q_(t−1)), acc₀ = b: up to the order of summation the result is that of computing every frame whole with the same quantised activations
/// (<see cref="FrameInference"/>). Convolutions scatter each event to the outputs that it reaches, a vector of filters at a time; dense layers add a column an event.</para>
/// <para>No allocation after the constructor. One thread; not thread-safe. After an exception of <see cref="Push"/> call <see cref="Reset"/>.</para>
/// </remarks>
/// <example><code>
/// var stream = new Glia.Deltas.DeltaInference(new Glia.Deltas.FrameShape(1, 8, 8),
/// [
///     new Glia.Deltas.FrameQuantizer("pixels", [0.1f]),
///     new Glia.Deltas.FrameDense("readout", 64, 10, new float[640], new float[10]),
/// ]);
/// var logits = stream.Push(new float[64]);
/// </code></example>
public sealed unsafe class DeltaInference
{
    private const double CutShare = 0.25;

    private readonly FrameNetwork _network;
    private readonly DeltaInferenceOptions _options;
    private readonly FrameReader _reader;
    private readonly FrameCost[] _first;
    private readonly FrameCost[] _later;
    private FrameCost _clip;
    private long _frames;

    /// <summary>Makes the network ready.</summary>
    /// <param name="input">The shape of a frame.</param>
    /// <param name="layers">Encoder, linear layers, perhaps a rectifier and a max-pooling, encoder … These may stand at the end too.</param>
    /// <param name="options">Constants; null for the defaults.</param>
    /// <exception cref="ArgumentException">Layers do not fit, or one that is not linear stands where changes cannot pass; the message names it.</exception>
    public DeltaInference(FrameShape input, IReadOnlyList<FrameLayer> layers, DeltaInferenceOptions? options = null)
    {
        _options = (options ?? new DeltaInferenceOptions()).Validated();
        _network = FrameNetwork.Of(input, layers);
        _reader = new FrameReader(input, _network.Stages[^1].Target);
        (_first, _later) = (new FrameCost[_network.Stages.Length], new FrameCost[_network.Stages.Length]);
        Reset();
    }

    /// <summary>The shape of a frame.</summary>
    public FrameShape Input => _network.Input;

    /// <summary>The shape of a result.</summary>
    public FrameShape Output => _network.Stages[^1].Target.Shape;

    /// <summary>What the last frame cost.</summary>
    public FrameCost Last { get; private set; }

    /// <summary>Whether the last frame looks like a scene cut (<see cref="DeltaInferenceOptions.SceneCutFactor"/>): it cost about as much as a first frame, and <see cref="Reset"/> would have cost no more.</summary>
    public bool SceneCut { get; private set; }

    /// <summary>Bytes that are kept between frames: what was sent and sums, real units only.</summary>
    public long StateBytes => _network.Stages.Sum(stage => stage.StateBytes);

    /// <summary>Bytes of weights and biases.</summary>
    public long ParameterBytes => _network.Stages.Sum(stage => stage.ParameterBytes);

    /// <summary>What the stages have cost so far.</summary>
    public IReadOnlyList<StageCost> Costs =>
        [.. _network.Stages.Select((stage, i) => new StageCost(stage.Name, stage.Units, stage.DenseOperations, _first[i], _later[i]))];

    /// <summary>The sparsity of the frames that were not the first of a clip.</summary>
    public ActivationSparsity Sparsity => new([.. Costs.Select(cost => cost.Sparsity)]);

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">[channels, height, width].</param>
    /// <returns>The network's output, [channels, height, width]; valid until the next call.</returns>
    /// <exception cref="ArgumentException">The frame has another size, or numbers that are thousands of steps large or NaN.</exception>
    public ReadOnlySpan<float> Push(ReadOnlySpan<float> frame)
    {
        _reader.Read(frame);
        if (_options.RecomputeInterval > 0 && _frames > 0 && _frames % _options.RecomputeInterval == 0)
        {
            Recompute();
        }

        var counts = _frames++ == 0 ? _first : _later;
        var (activations, total, inputEvents) = (_reader.Frame, default(FrameCost), 0);
        for (var i = 0; i < _network.Stages.Length; i++)
        {
            var stage = _network.Stages[i];
            var (events, operations) = stage.AddChanges(activations.Pointer, _network.Floors[i]);
            var cost = new FrameCost(1, events, operations);
            counts[i] += cost;
            total += cost;
            inputEvents = i == 0 ? events : inputEvents;
            activations = stage.Output;
        }

        Last = total with { Frames = 1 };
        Judge(inputEvents);
        return _reader.Result(activations.Span, _network.OutputFloor);
    }

    /// <summary>Begins a new clip: the next frame is computed whole.</summary>
    public void Reset()
    {
        foreach (var stage in _network.Stages)
        {
            stage.Reset();
        }

        (_frames, _clip, SceneCut) = (0, default, false);
    }

    /// <summary>Computes all sums anew from what was sent, which takes away what rounding has added up. Costs a whole frame.</summary>
    public void Recompute()
    {
        foreach (var stage in _network.Stages)
        {
            stage.Recompute();
        }
    }

    /// <summary>Sets all counts to zero.</summary>
    public void ClearCosts()
    {
        _first.AsSpan().Clear();
        _later.AsSpan().Clear();
    }

    private void Judge(int inputEvents)
    {
        if (_frames == 1)
        {
            return;
        }

        var usual = _clip.Frames == 0 ? double.PositiveInfinity : (double)_clip.Operations / _clip.Frames;
        SceneCut = inputEvents >= CutShare * _network.Stages[0].Units && Last.Operations >= _options.SceneCutFactor * usual;
        _clip += Last;
    }
}
