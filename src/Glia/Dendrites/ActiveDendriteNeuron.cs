using Glia.Random;

namespace Glia.Dendrites;

/// <summary>A neuron whose segments each learn to recognise a pattern; its output is the sum over segments of a nonlinear function of active synapses.</summary>
/// <remarks>
/// <para>output = Σ_j g(A · D_j), with D_j the connected synapses of segment j: Poirazi and Mel's neuron with the learning of
/// hierarchical temporal memory, as in the repository of Ahmad and Hawkins 2016, arXiv 1601.00720.</para>
/// <para>Thread-safe: reading yes, learning no.</para>
/// </remarks>
public sealed class ActiveDendriteNeuron
{
    private readonly ActiveDendriteOptions _options;
    private readonly SegmentNonlinearity _nonlinearity;
    private readonly PlasticSegment[] _segments;
    private readonly SdrTable _connected;

    /// <summary>Makes a neuron with a segment for each pattern: synapses onto some of its active cells, drawn without replacement.</summary>
    /// <param name="patterns">The first patterns that the neuron shall recognise, all over one population.</param>
    /// <param name="nonlinearity">What a segment passes on.</param>
    /// <param name="random">The stream of the draws.</param>
    /// <param name="options">The constants; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">There are no patterns, or they are over populations of different sizes.</exception>
    public ActiveDendriteNeuron(IReadOnlyList<Sdr> patterns, SegmentNonlinearity nonlinearity, RandomStream random, ActiveDendriteOptions? options = null)
    {
        _options = (options ?? new ActiveDendriteOptions()).Validated();
        _nonlinearity = nonlinearity;
        _connected = new SdrTable(patterns);
        _segments = new PlasticSegment[patterns.Count];
        for (var segment = 0; segment < patterns.Count; segment++)
        {
            Grow(segment, patterns[segment], random);
        }
    }

    /// <summary>Number of segments.</summary>
    public int SegmentCount => _segments.Length;

    /// <summary>The output for a pattern. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The pattern is over another population.</exception>
    public double Output(Sdr pattern)
    {
        CheckPopulation(pattern);
        double sum = 0;
        for (var segment = 0; segment < SegmentCount; segment++)
        {
            sum += _nonlinearity.Apply(Overlap(segment, pattern));
        }

        return sum;
    }

    /// <summary>Whether the output says that the pattern is one of the neuron's.</summary>
    /// <exception cref="ArgumentException">The pattern is over another population.</exception>
    public bool Recognises(Sdr pattern) => Output(pattern) >= _options.OutputThreshold;

    /// <summary>The connected synapses of a segment.</summary>
    public Sdr Synapses(int segment) => new(_connected.Cells, _connected.Row(segment).ToArray());

    /// <summary>Learns from one pattern.</summary>
    /// <remarks>
    /// A recognised positive pattern strengthens the strongest segment's active synapses and weakens its others; a recognised negative
    /// one weakens the strongest segment's active synapses; a missed positive one is learnt anew by the weakest segment, or by the
    /// first whose median permanence is below connection. A negative pattern that is not recognised changes nothing.
    /// </remarks>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isPositive">Whether the neuron should recognise it.</param>
    /// <param name="random">For the synapses of a segment that learns anew.</param>
    /// <exception cref="ArgumentException">The pattern is over another population.</exception>
    public void Learn(Sdr pattern, bool isPositive, RandomStream random)
    {
        if (Recognises(pattern))
        {
            var strongest = Enumerable.Range(0, SegmentCount).MaxBy(segment => Overlap(segment, pattern));
            _segments[strongest].Change(pattern, isPositive ? _options.Increment : -_options.Decrement, isPositive ? -_options.Decrement : 0);
            _connected.Set(strongest, _segments[strongest].Connected(_connected.Cells));
        }
        else if (isPositive)
        {
            Grow(SegmentToReuse(), pattern, random);
        }
    }

    private void Grow(int segment, Sdr pattern, RandomStream random)
    {
        _segments[segment] = new PlasticSegment(pattern, _options, random);
        _connected.Set(segment, _segments[segment].Connected(_connected.Cells));
    }

    private int SegmentToReuse()
    {
        var medians = Array.ConvertAll(_segments, segment => segment.MedianPermanence);
        var worn = Array.FindIndex(medians, median => median < _options.ConnectedPermanence);
        return worn >= 0 ? worn : Array.IndexOf(medians, medians.Min());
    }

    private int Overlap(int segment, Sdr pattern) => OverlapKernel.Count(_connected.Row(segment), pattern.Words);

    private void CheckPopulation(Sdr pattern)
    {
        if (pattern.Cells != _connected.Cells)
        {
            throw new ArgumentException($"The neuron is over {_connected.Cells} cells and the pattern over {pattern.Cells}.", nameof(pattern));
        }
    }
}
