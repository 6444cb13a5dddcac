using Glia.Networks;

namespace Glia.Deltas;

/// <summary>An encoder, the linear layers behind it, the sums that they add to, and perhaps the largest of each window of these.</summary>
internal sealed unsafe class DeltaStage
{
    private readonly FrameEncoder _encoder;
    private readonly EventOperator[] _operators;
    private readonly AlignedBuffer[] _outputs;
    private readonly FrameEvents[] _events;
    private readonly float[] _initial;
    private readonly MaxPooling? _pooling;

    public DeltaStage(FrameEncoder encoder, IReadOnlyList<EventOperator> operators, FrameMaxPooling? pooling)
    {
        (_encoder, _operators) = (encoder, [.. operators]);
        _outputs = [.. _operators.Select(op => new AlignedBuffer(op.Target.Length))];
        _events = [new FrameEvents(encoder.Source), .. _operators.SkipLast(1).Select(op => new FrameEvents(op.Target))];
        for (var i = 0; i < _operators.Length; i++)
        {
            _operators[i].Add(_events[i], _outputs[i].Pointer);
            _operators[i].AddBias(_outputs[i].Pointer);
            Carry(i);
        }

        _initial = Sums.Span.ToArray();
        _pooling = pooling is null ? null : new MaxPooling(pooling, _operators[^1].Target);
    }

    public string Name => _encoder.Name;

    /// <summary>Numbers that the encoder may send.</summary>
    public int Units => _encoder.Source.Shape.Units;

    /// <summary>Where the stage's result lies.</summary>
    public FramePlane Target => _pooling?.Target ?? _operators[^1].Target;

    /// <summary>The result: the sums, or the largest of their windows.</summary>
    public AlignedBuffer Output => _pooling?.Output ?? Sums;

    /// <summary>Multiply-accumulates of a frame in which every number is sent.</summary>
    public long DenseOperations => _operators.Sum(op => op.DenseOperations);

    /// <summary>Bytes of memory between frames: what was sent, and sums.</summary>
    public long StateBytes => _encoder.StateBytes + (sizeof(float) * (long)_operators[^1].Target.Shape.Units);

    /// <summary>Bytes of weights.</summary>
    public long ParameterBytes => _operators.Sum(op => op.ParameterBytes);

    /// <summary>Back to the state before a first frame.</summary>
    public void Reset()
    {
        _encoder.Reset();
        _initial.CopyTo(Sums.Span);
    }

    /// <summary>Adds what has changed in the activations; returns numbers sent and multiply-accumulates.</summary>
    public (int Events, long Operations) AddChanges(float* activations, float floor)
    {
        _encoder.SendChanges(activations, floor, _events[0]);
        return (_events[0].Count, Apply());
    }

    /// <summary>Computes the sums anew from all that was sent, zeros too; returns the multiply-accumulates.</summary>
    public long Recompute()
    {
        _initial.CopyTo(Sums.Span);
        _encoder.SendAll(_events[0]);
        return Apply();
    }

    /// <summary>Computes a whole frame; returns the multiply-accumulates.</summary>
    public long ComputeWhole(float* activations, float floor)
    {
        _encoder.Take(activations, floor);
        return Recompute();
    }

    private AlignedBuffer Sums => _outputs[^1];

    private long Apply()
    {
        var operations = 0L;
        for (var i = 0; i < _operators.Length; i++)
        {
            operations += _operators[i].Add(_events[i], _outputs[i].Pointer);
            Carry(i);
        }

        _pooling?.Run(Sums.Pointer);
        return operations;
    }

    // What a layer has added goes on to the next linear layer; only the last keeps its sums.
    private void Carry(int from)
    {
        if (from + 1 == _operators.Length)
        {
            return;
        }

        var plane = _operators[from].Target;
        var events = _events[from + 1];
        events.Clear();
        for (var row = 0; row < plane.Shape.Height; row++)
        {
            events.AddRow(row * plane.RowCells, _outputs[from].Pointer + plane.Row(row), plane.RowCells);
        }

        _outputs[from].Span.Clear();
    }
}
