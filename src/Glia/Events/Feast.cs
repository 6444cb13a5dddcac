using System.Globalization;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Events;

/// <summary>Feature extraction from events by adaptive selection thresholds (FEAST): learns features of event patches on line, without labels, one pass over the events.</summary>
/// <remarks>
/// <para>Each polarity has a time surface and a <see cref="FeastPopulation"/> of its own, unless the surface's options merge them. Learning is the same for any number of
/// threads, since populations share nothing.</para>
/// <para>Source: Afshar, Ralph, Xu, Tapson, van Schaik, Cohen, Sensors 2020, 20(6), 1600. Thread-safe: no.</para>
/// </remarks>
public sealed class Feast
{
    private readonly long[] _offered;
    private readonly FeastPopulation[] _populations;

    /// <summary>Draws the first features.</summary>
    /// <param name="options">Number of features and rates.</param>
    /// <param name="surface">Patches.</param>
    /// <param name="random">Where the first weights and thresholds come from; a child stream for each population, <c>OFF</c> and <c>ON</c> or <c>both</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Feast(FeastOptions options, TimeSurfaceOptions surface, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(random);
        (Options, Surface) = (options.Validated(), surface.Validated());
        string[] names = surface.Polarity == SurfacePolarity.Separate ? ["OFF", "ON"] : ["both"];
        _populations = [.. names.Select(name => new FeastPopulation(surface.PatchLength, options, random.Child(name)))];
        _offered = new long[names.Length];
    }

    internal Feast(FeastOptions options, TimeSurfaceOptions surface, FeastPopulation[] populations)
    {
        (Options, Surface, _populations, _offered) = (options, surface, populations, new long[populations.Length]);
    }

    /// <summary>Number of features and rates.</summary>
    public FeastOptions Options { get; }

    /// <summary>Patches.</summary>
    public TimeSurfaceOptions Surface { get; }

    /// <summary>The populations: OFF and ON, or one of both.</summary>
    public IReadOnlyList<FeastPopulation> Populations => _populations;

    /// <summary>The share of patches that no feature took while learning; 0 before the first.</summary>
    public double MissRate
    {
        get
        {
            var (misses, all) = (_populations.Sum(population => population.Misses), _populations.Sum(population => population.Misses + population.Hits));
            return all == 0 ? 0 : (double)misses / all;
        }
    }

    /// <summary>Learns from a recording: one pass over its events in their order, on surfaces that begin empty.</summary>
    /// <param name="events">The recording.</param>
    /// <param name="threads">Threads at most, of which there is use for one a population.</param>
    /// <exception cref="ArgumentException">The patch does not fit the sensor.</exception>
    public void Learn(CameraEvents events, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        // Made before any thread begins, so that what is wrong with the sensor is said as it is.
        var surfaces = Array.ConvertAll(_populations, _ => new TimeSurface(events.Width, events.Height, Surface));
        if (threads == 1 || _populations.Length == 1)
        {
            for (var population = 0; population < _populations.Length; population++)
            {
                LearnPopulation(events, population, surfaces[population]);
            }
        }
        else
        {
            Parallel.For(0, _populations.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, population => LearnPopulation(events, population, surfaces[population]));
        }
    }

    /// <summary>Gives each event its most similar feature; thresholds do not count.</summary>
    /// <exception cref="ArgumentException">The patch does not fit the sensor.</exception>
    public FeatureEvents Transform(CameraEvents events) => EventFeatures.Of(events, Surface, _populations);

    /// <summary>What makes the features learned so far doubtful, a sentence each: a population without events, thresholds that cannot have settled.</summary>
    public IEnumerable<string> Doubts()
    {
        for (var index = 0; index < _populations.Length; index++)
        {
            var (name, seen) = (Surface.NameOf(index), _populations[index].Hits + _populations[index].Misses);
            if (_offered[index] == 0)
            {
                yield return $"There was no {name} event: the features of {name} are as they were at first. Merge the polarities, or leave these features aside.";
            }
            else if (seen < Options.EventsToSettle && Options.ThresholdRise > 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Thresholds of {name} cannot have settled: {seen:N0} of its {_offered[index]:N0} events had a patch to learn, and {Options.FeatureCount} features need at least {Options.EventsToSettle:N0}. Take fewer features, or more events or passes.");
            }
        }
    }

    private void LearnPopulation(CameraEvents events, int index, TimeSurface surface)
    {
        var (population, polarity) = (_populations[index], EventFeatures.Polarity(Surface, index));
        _offered[index] += polarity is { } only ? events.Polarities.Count((byte)only) : events.Count;
        var patches = new EventPatches(events, surface, polarity);
        while (patches.MoveNext())
        {
            population.Learn(patches.Patch);
        }
    }
}
