using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Random;
using Glia.Simulation.Connections;
using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>The synapses from some cells to others, in compressed rows by source.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Projection<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The longest delay in steps.</summary>
    public const int LongestDelay = 255;

    private readonly int[] _starts;
    private readonly int[] _targets;
    private readonly T[]? _weights;
    private readonly byte[]? _delays;
    private int[] _bounds;
    private int[] _borders = [];
    private int _parts = 1;

    internal Projection(NeuronRange<T> source, NeuronRange<T> target, ProjectionOptions options, RandomStream random)
    {
        (Source, Target, Options) = (source, target, options);
        Receptor = target.Population.ReceptorIndex(options.Receptor);
        Name = $"{source.Population.Name} → {target.Population.Name}";
        var place = new ConnectionPlace(source.Count, target.Count, ReferenceEquals(source.Population, target.Population) ? source.First - target.First : null);
        var rows = options.Rule.Draw(place, random.Child("connections"));
        _starts = Pinned(rows.Starts);
        _targets = Pinned(Array.ConvertAll(rows.Targets, cell => cell + target.First));
        _weights = DrawWeights(rows, random.Child("weights"));
        _delays = DrawDelays(rows, random.Child("delays"));
        ShortestDelay = _delays is null ? options.Delay : _delays.Length == 0 ? 1 : _delays.Min();
        GreatestDelay = _delays is null ? options.Delay : _delays.Length == 0 ? 1 : _delays.Max();
        _bounds = _starts;
        if (options.Plasticity is { } plasticity)
        {
            Plastic = _delays is null ? new PlasticSynapses<T>(this, plasticity)
                : throw new ArgumentException($"The projection {Name} is plastic, so that all its synapses must have one delay; got delays for each.");
        }
    }

    /// <summary>Where the synapses come from.</summary>
    public NeuronRange<T> Source { get; }

    /// <summary>Where they end.</summary>
    public NeuronRange<T> Target { get; }

    /// <summary>What the synapses were made by.</summary>
    public ProjectionOptions Options { get; }

    /// <summary>Number of synapses.</summary>
    public int SynapseCount => _targets.Length;

    /// <summary>M of three-factor plasticity, until it is set anew; 0 in the beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public double Modulator
    {
        get;
        set => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The modulator must be finite.");
    }

    internal string Name { get; }

    internal int Receptor { get; }

    internal int ShortestDelay { get; }

    internal int GreatestDelay { get; }

    internal PlasticSynapses<T>? Plastic { get; }

    internal int[] Starts => _starts;

    internal T[]? WeightArray => _weights;

    internal byte[]? DelayArray => _delays;

    internal ReadOnlySpan<int> TargetSpan => _targets;

    internal int* TargetPointer => PointerTo(_targets);

    internal T* WeightPointer => _weights is null ? null : PointerTo(_weights);

    internal byte* DelayPointer => _delays is null ? null : PointerTo(_delays);

    /// <summary>Where the part of a row begins whose targets belong to a part of the cells: entry row·parts + part; the next entry is its end.</summary>
    internal int* BoundPointer => PointerTo(_bounds);

    internal int Parts => _parts;

    /// <summary>The targets of a source, ascending: cells of the target's population.</summary>
    /// <param name="source">The source, counted within <see cref="Source"/>.</param>
    public ReadOnlySpan<int> TargetsOf(int source) => _targets.AsSpan(_starts[source].._starts[source + 1]);

    /// <summary>The weights of a source's synapses, as they are now.</summary>
    /// <param name="source">The source, counted within <see cref="Source"/>.</param>
    public T[] WeightsOf(int source)
    {
        var length = _starts[source + 1] - _starts[source];
        return _weights is null ? [.. Enumerable.Repeat(T.CreateTruncating(Options.Weight), length)] : _weights.AsSpan(_starts[source], length).ToArray();
    }

    /// <summary>The delays of a source's synapses in steps.</summary>
    /// <param name="source">The source, counted within <see cref="Source"/>.</param>
    public int[] DelaysOf(int source)
    {
        var length = _starts[source + 1] - _starts[source];
        return _delays is null ? [.. Enumerable.Repeat(Options.Delay, length)] : Array.ConvertAll(_delays.AsSpan(_starts[source], length).ToArray(), delay => (int)delay);
    }

    /// <summary>Splits each row where parts of the target cells meet.</summary>
    /// <param name="borders">Where each part of the target's population begins, and its end.</param>
    internal void Partition(int[] borders)
    {
        if (borders.AsSpan().SequenceEqual(_borders))
        {
            return;
        }

        (_borders, _parts) = (borders, borders.Length - 1);
        if (_parts == 1)
        {
            _bounds = _starts;
            return;
        }

        _bounds = GC.AllocateUninitializedArray<int>(checked((Source.Count * _parts) + 1), pinned: true);
        for (var row = 0; row < Source.Count; row++)
        {
            var entry = _starts[row];
            for (var part = 0; part < _parts; part++)
            {
                while (entry < _starts[row + 1] && _targets[entry] < borders[part])
                {
                    entry++;
                }

                _bounds[(row * _parts) + part] = entry;
            }
        }

        _bounds[^1] = _targets.Length;
    }

    private static TItem* PointerTo<TItem>(TItem[] pinned)
        where TItem : unmanaged => (TItem*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private static TItem[] Pinned<TItem>(TItem[] items)
        where TItem : unmanaged
    {
        var pinned = GC.AllocateUninitializedArray<TItem>(items.Length, pinned: true);
        items.CopyTo(pinned, 0);
        return pinned;
    }

    private T[]? DrawWeights(ConnectionRows rows, RandomStream random)
    {
        if (rows.Weights is null && Options.DrawWeight is null && Options.Plasticity is null)
        {
            _ = Weight(Options.Weight, rows, 0);
            return null;
        }

        var weights = GC.AllocateUninitializedArray<T>(rows.Targets.Length, pinned: true);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Weight(rows.Weights is { } listed ? listed[i] : Options.DrawWeight is { } draw ? draw(random) : Options.Weight, rows, i);
        }

        return weights;
    }

    private byte[]? DrawDelays(ConnectionRows rows, RandomStream random)
    {
        if (rows.Delays is null && Options.DrawDelay is null)
        {
            _ = Delay(Options.Delay, rows, 0);
            return null;
        }

        var delays = GC.AllocateUninitializedArray<byte>(rows.Targets.Length, pinned: true);
        for (var i = 0; i < delays.Length; i++)
        {
            delays[i] = Delay(rows.Delays is { } listed ? listed[i] : Options.DrawDelay!(random), rows, i);
        }

        return delays;
    }

    private T Weight(double weight, ConnectionRows rows, int synapse) => T.IsFinite(T.CreateTruncating(weight)) ? T.CreateTruncating(weight)
        : throw new ArgumentException(FormattableString.Invariant($"{Describe(rows, synapse)} has the weight {weight}; expected a finite number."));

    private byte Delay(int delay, ConnectionRows rows, int synapse) => delay is >= 1 and <= LongestDelay ? (byte)delay
        : throw new ArgumentException($"{Describe(rows, synapse)} has a delay of {delay} steps; expected 1 (the next step) to {LongestDelay}. A shorter delay needs a shorter step, a longer one a longer step.");

    private string Describe(ConnectionRows rows, int synapse)
    {
        if (rows.Targets.Length == 0)
        {
            return $"The projection {Name}";
        }

        var row = Array.FindIndex(rows.Starts, start => start > synapse) - 1;
        return $"Synapse {synapse} of the projection {Name} (from {row} to {rows.Targets[synapse]})";
    }
}
