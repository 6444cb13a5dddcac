using Glia.Spikes;

namespace Glia.Events;

/// <summary>Turns events into events with features, whatever the features were learned by.</summary>
public static class EventFeatures
{
    /// <summary>Gives each event that has a patch the feature of its population that the patch belongs to.</summary>
    /// <param name="events">The recording.</param>
    /// <param name="surface">How patches are made.</param>
    /// <param name="populations">The features: of OFF and of ON, or one population of both, as the surface's options say; equally many each.</param>
    /// <exception cref="ArgumentException">The populations are not as many as the surfaces, or differ in size, or the patch does not fit the sensor.</exception>
    public static FeatureEvents Of(CameraEvents events, TimeSurfaceOptions surface, params IReadOnlyList<IPatchFeatures> populations)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(populations);
        if (populations.Count != surface.Populations || populations.Any(population => population.Count != populations[0].Count || population.PatchLength != surface.PatchLength))
        {
            throw new ArgumentException(
                $"These surfaces need {surface.Populations} populations of equally many features with patches of {surface.PatchLength} pixels; got {string.Join(", ", populations.Select(population => $"{population.Count} features of {population.PatchLength} pixels"))}.",
                nameof(populations));
        }

        var (features, count) = (new int[events.Count], 0);
        Array.Fill(features, -1);
        for (var index = 0; index < populations.Count; index++)
        {
            var population = populations[index];
            var patches = new EventPatches(events, new TimeSurface(events.Width, events.Height, surface), Polarity(surface, index));
            for (; patches.MoveNext(); count++)
            {
                features[patches.Index] = (index * population.Count) + population.Assign(patches.Patch);
            }
        }

        return Gathered(events, features, count, populations.Count * populations[0].Count);
    }

    /// <summary>The polarity of a population's events; null where it takes both.</summary>
    internal static int? Polarity(TimeSurfaceOptions surface, int population) => surface.Polarity == SurfacePolarity.Separate ? population : null;

    private static FeatureEvents Gathered(CameraEvents events, int[] features, int count, int featureCount)
    {
        var (times, x, y, kept) = (new long[count], new short[count], new short[count], new int[count]);
        for (int i = 0, to = 0; i < features.Length; i++)
        {
            if (features[i] >= 0)
            {
                (times[to], x[to], y[to], kept[to]) = (events.Times[i], events.X[i], events.Y[i], features[i]);
                to++;
            }
        }

        return new FeatureEvents(times, x, y, kept, (events.Width, events.Height, featureCount));
    }
}
