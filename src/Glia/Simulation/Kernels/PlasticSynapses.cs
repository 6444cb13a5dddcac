using System.Numerics;
using Glia.Simulation.Plasticity;

namespace Glia.Simulation.Kernels;

/// <summary>The plastic side of a projection: traces, spikes on their way, eligibilities.</summary>
/// <remarks>A part of the target cells changes only synapses that end in it, and keeps presynaptic traces and queue for itself, so that parts never wait for each other.</remarks>
internal sealed class PlasticSynapses<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Projection<T> _projection;
    private readonly ThreeFactorPlasticity? _threeFactor;
    private readonly int[] _incomingStarts;
    private readonly int[] _incomingEntries;
    private readonly int[] _incomingRows;
    private readonly T[] _post;
    private readonly T[] _eligibility;
    private readonly T _preDecay;
    private readonly T _postDecay;
    private readonly T _potentiation;
    private readonly T _depression;
    private readonly T _lowest;
    private readonly T _highest;
    private PresynapticSide<T>[] _parts;

    public PlasticSynapses(Projection<T> projection, SynapticPlasticity rule)
    {
        var pairs = rule.Pairs.Validated();
        _projection = projection;
        _threeFactor = (rule as ThreeFactorPlasticity)?.Validated();
        (_preDecay, _postDecay) = (T.CreateTruncating(Math.Exp(-1 / pairs.PresynapticTau)), T.CreateTruncating(Math.Exp(-1 / pairs.PostsynapticTau)));
        (_potentiation, _depression) = (T.CreateTruncating(pairs.Potentiation), T.CreateTruncating(pairs.Depression));
        (_lowest, _highest) = (T.CreateTruncating(pairs.LowestWeight), T.CreateTruncating(pairs.HighestWeight));
        _post = new T[projection.Target.Count];
        _eligibility = new T[_threeFactor is null ? 0 : projection.SynapseCount];
        (_incomingStarts, _incomingEntries, _incomingRows) = Incoming();
        _parts = [new PresynapticSide<T>(projection.Source.Count, projection.Options.Delay)];
        foreach (var weight in projection.WeightArray!)
        {
            if (weight < _lowest || weight > _highest)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The plastic projection {projection.Name} has a weight of {weight}, outside the rule's range from {pairs.LowestWeight} to {pairs.HighestWeight}. Set LowestWeight and HighestWeight of its pairs."));
            }
        }
    }

    /// <summary>Gives each part traces and a queue; between runs all parts have the same.</summary>
    public void Partition(int parts) => _parts = [.. Enumerable.Range(0, parts).Select(part => part == 0 ? _parts[0] : _parts[0].Copy())];

    /// <summary>Takes up spikes that were fired.</summary>
    public unsafe void Enqueue(int part, long step, FiredCells fired)
    {
        for (var n = 0; n < fired.Count; n++)
        {
            if ((uint)(fired.Cells[n] - _projection.Source.First) < (uint)_projection.Source.Count)
            {
                _parts[part].Arriving(step + _projection.Options.Delay).Add(fired.Cells[n] - _projection.Source.First);
            }
        }
    }

    /// <summary>The beginning of a step: traces decay, spikes arrive and depress.</summary>
    /// <param name="part">Which part of the target cells.</param>
    /// <param name="from">Its first cell of the target population.</param>
    /// <param name="to">Its end.</param>
    /// <param name="step">Number of the step.</param>
    /// <param name="input">What arrives in this step.</param>
    /// <returns>Number of synapses that were served.</returns>
    public unsafe long Begin(int part, int from, int to, long step, T* input)
    {
        var (first, size) = (_projection.Target.First, _projection.Target.Count);
        var own = _post.AsSpan(Math.Clamp(from - first, 0, size)..Math.Clamp(to - first, 0, size));
        Scale(own, _postDecay);
        Scale(_parts[part].Trace, _preDecay);
        int* targets = _projection.TargetPointer, bounds = _projection.BoundPointer;
        var served = 0L;
        var change = _threeFactor is null ? _projection.WeightArray! : _eligibility;
        foreach (var row in _parts[part].Arriving(step))
        {
            var (start, end) = (bounds[((long)row * _projection.Parts) + part], bounds[((long)row * _projection.Parts) + part + 1]);
            served += end - start;
            for (var entry = start; entry < end; entry++)
            {
                input[targets[entry]] += _projection.WeightArray![entry];
                Change(ref change[entry], -(_depression * _post[targets[entry] - first]));
            }
        }

        return served;
    }

    /// <summary>The end of a step: cells that fired potentiate, traces take up the step's spikes, the modulator acts.</summary>
    public unsafe void End(int part, long step, FiredCells fired)
    {
        var side = _parts[part];
        var change = _threeFactor is null ? _projection.WeightArray! : _eligibility;
        for (var n = 0; n < fired.Count; n++)
        {
            var target = fired.Cells[n] - _projection.Target.First;
            if ((uint)target >= (uint)_post.Length)
            {
                continue;
            }

            for (var i = _incomingStarts[target]; i < _incomingStarts[target + 1]; i++)
            {
                Change(ref change[_incomingEntries[i]], _potentiation * side.Trace[_incomingRows[i]]);
            }

            _post[target] += T.One;
        }

        foreach (var row in side.Arriving(step))
        {
            side.Trace[row] += T.One;
        }

        side.Arriving(step).Clear();
        if (_threeFactor is { } rule && (step + 1) % rule.Interval == 0)
        {
            Modulate(part, rule);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Add<T>("weights", _projection.WeightArray);
        writer.Add<T>("eligibility", _eligibility);
        writer.Add<T>("postsynaptic trace", _post);
        _parts[0].Save(writer);
    }

    public void Load(StateReader reader)
    {
        reader.Read<T>("weights", _projection.SynapseCount, weight => weight >= _lowest && weight <= _highest, "a weight in the rule's range").CopyTo(_projection.WeightArray!, 0);
        reader.Read<T>("eligibility", _eligibility.Length, T.IsFinite, "finite").CopyTo(_eligibility, 0);
        reader.Read<T>("postsynaptic trace", _post.Length, trace => trace >= T.Zero && T.IsFinite(trace), "0 or more").CopyTo(_post, 0);
        _parts = [_parts[0]];
        _parts[0].Load(reader);
    }

    private unsafe void Modulate(int part, ThreeFactorPlasticity rule)
    {
        var (gain, decay) = (T.CreateTruncating(rule.LearningRate * _projection.Modulator), T.CreateTruncating(Math.Exp(-rule.Interval / rule.EligibilityTau)));
        var bounds = _projection.BoundPointer;
        var weights = _projection.WeightArray!;
        for (var row = 0; row < _projection.Source.Count; row++)
        {
            var end = bounds[((long)row * _projection.Parts) + part + 1];
            for (var entry = bounds[((long)row * _projection.Parts) + part]; entry < end; entry++)
            {
                weights[entry] = Held(weights[entry] + (gain * _eligibility[entry]));
                _eligibility[entry] *= decay;
            }
        }
    }

    private void Change(ref T value, T by) => value = _threeFactor is null ? Held(value + by) : value + by;

    private T Held(T weight) => T.Min(T.Max(weight, _lowest), _highest);

    private static void Scale(Span<T> trace, T factor)
    {
        var whole = trace.Length - (trace.Length % Vector<T>.Count);
        for (var i = 0; i < whole; i += Vector<T>.Count)
        {
            (new Vector<T>(trace[i..]) * factor).CopyTo(trace[i..]);
        }

        for (var i = whole; i < trace.Length; i++)
        {
            trace[i] *= factor;
        }
    }

    // For each target, its synapses: place among the rows, and source.
    private unsafe (int[] Starts, int[] Entries, int[] Rows) Incoming()
    {
        var (starts, entries, rows) = (new int[_post.Length + 1], new int[_projection.SynapseCount], new int[_projection.SynapseCount]);
        var targets = _projection.TargetPointer;
        var first = _projection.Target.First;
        for (var entry = 0; entry < entries.Length; entry++)
        {
            starts[targets[entry] - first + 1]++;
        }

        for (var target = 0; target < _post.Length; target++)
        {
            starts[target + 1] += starts[target];
        }

        var next = starts.AsSpan(0, _post.Length).ToArray();
        for (var row = 0; row < _projection.Source.Count; row++)
        {
            for (var entry = _projection.Starts[row]; entry < _projection.Starts[row + 1]; entry++)
            {
                var place = next[targets[entry] - first]++;
                (entries[place], rows[place]) = (entry, row);
            }
        }

        return (starts, entries, rows);
    }
}
