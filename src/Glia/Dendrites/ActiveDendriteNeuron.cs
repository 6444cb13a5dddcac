using Glia.Random;

namespace Glia.Dendrites;

/// <summary>A neuron whose segments each learn to recognise patterns; its output is the sum over segments of a nonlinear function of active synapses.</summary>
/// <remarks>Poirazi and Mel's neuron with the learning of hierarchical temporal memory, as in the repository of arXiv 1601.00720.</remarks>
public sealed class ActiveDendriteNeuron
{
    private readonly ActiveDendriteOptions _options;
    private readonly SegmentNonlinearity _nonlinearity;
    private readonly int _cells;
    private readonly List<Dictionary<int, double>> _segments = [];

    /// <summary>Makes a neuron without segments.</summary>
    /// <param name="cells">Cells of the population.</param>
    /// <param name="nonlinearity">What a segment passes on.</param>
    /// <param name="options">The constants; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no cells, or a segment would have no synapses.</exception>
    public ActiveDendriteNeuron(int cells, SegmentNonlinearity nonlinearity, ActiveDendriteOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cells);
        _options = options ?? new ActiveDendriteOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.SynapsesPerSegment, nameof(options));
        (_cells, _nonlinearity) = (cells, nonlinearity);
    }

    /// <summary>Number of segments.</summary>
    public int SegmentCount => _segments.Count;

    /// <summary>Grows a segment onto a pattern: synapses onto some of its active cells, drawn without replacement.</summary>
    public void Grow(Sdr pattern, RandomStream random) => _segments.Add(NewSegment(pattern, random));

    /// <summary>The output for a pattern: over all segments, the nonlinear function of connected active synapses.</summary>
    public double Output(Sdr pattern) => Enumerable.Range(0, _segments.Count).Sum(segment => _nonlinearity.Apply(Overlap(segment, pattern)));

    /// <summary>Whether the output says that the pattern is one of the neuron's.</summary>
    public bool Recognises(Sdr pattern) => Output(pattern) >= _options.OutputThreshold;

    /// <summary>Connected synapses of a segment.</summary>
    public Sdr Synapses(int segment) => new(_cells, [.. _segments[segment].Where(IsConnected).Select(synapse => synapse.Key)]);

    /// <summary>Learns from one pattern; a segment whose median permanence falls below connection grows anew onto the next missed pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isPositive">Whether the neuron should recognise it.</param>
    /// <param name="random">For growing a segment anew.</param>
    /// <exception cref="InvalidOperationException">The neuron has no segments.</exception>
    public void Learn(Sdr pattern, bool isPositive, RandomStream random)
    {
        if (_segments.Count == 0)
        {
            throw new InvalidOperationException("The neuron has no segments; grow some first.");
        }

        var recognised = Recognises(pattern);
        var strongest = Enumerable.Range(0, _segments.Count).MaxBy(segment => Overlap(segment, pattern));
        if (recognised && isPositive)
        {
            Change(strongest, pattern, _options.Increment, -_options.Decrement);
        }
        else if (recognised)
        {
            Change(strongest, pattern, -_options.Decrement, 0);
        }
        else if (isPositive)
        {
            _segments[SegmentToReuse()] = NewSegment(pattern, random);
        }
    }

    private int SegmentToReuse()
    {
        var medians = _segments.Select(Median).ToList();
        var worn = medians.FindIndex(median => median < _options.ConnectedPermanence);
        return worn >= 0 ? worn : medians.IndexOf(medians.Min());
    }

    private Dictionary<int, double> NewSegment(Sdr pattern, RandomStream random) => SdrGenerator
        .Subsample(pattern, Math.Min(_options.SynapsesPerSegment, pattern.ActiveCount), random)
        .ActiveCells().ToDictionary(cell => cell, _ => _options.InitialPermanence);

    private int Overlap(int segment, Sdr pattern) => _segments[segment].Count(synapse => IsConnected(synapse) && pattern[synapse.Key]);

    private bool IsConnected(KeyValuePair<int, double> synapse) => synapse.Value >= _options.ConnectedPermanence;

    private void Change(int segment, Sdr pattern, double active, double inactive)
    {
        var synapses = _segments[segment];
        foreach (var cell in synapses.Keys.ToList())
        {
            synapses[cell] = Math.Clamp(synapses[cell] + (pattern[cell] ? active : inactive), 0, 1);
        }
    }

    private static double Median(Dictionary<int, double> segment)
    {
        var permanences = segment.Values.Order().ToList();
        return permanences.Count % 2 == 1 ? permanences[permanences.Count / 2] : (permanences[(permanences.Count / 2) - 1] + permanences[permanences.Count / 2]) / 2;
    }
}
