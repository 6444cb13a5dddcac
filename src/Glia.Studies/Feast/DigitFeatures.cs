using Glia.Events;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Studies.Feast;

/// <summary>What an arm makes of a recording, and how its features were learned.</summary>
/// <param name="Describe">Turns a recording into numbers of length 1.</param>
/// <param name="Epochs">How FEAST converged, by polarity; empty for other methods.</param>
/// <param name="Learned">FEAST after learning, or null.</param>
internal sealed record DigitFeatures(Func<CameraEvents, float[]> Describe, IReadOnlyList<IReadOnlyList<FeastEpoch>> Epochs, Events.Feast? Learned)
{
    // Patches to draw the first centroids from.
    private const int FewPatches = 1000;

    public static DigitFeatures Learn(FeastArm arm, FeastStudyOptions options, DigitFilms films, int digits, TrialContext context)
    {
        var surface = new TimeSurfaceOptions { PatchSize = arm.PatchSize, TauMicroseconds = arm.TauMs * 1000 };
        return arm.Method switch
        {
            FeastMethod.PixelCounts => Plain(PixelCounts),
            FeastMethod.CellCounts => Plain(events => CellCounts(events, options.Grid)),
            FeastMethod.RandomPatches => Clusters(FewPatches, (sample, random) => PatchKMeans.Start(sample, arm.Features, random)),
            FeastMethod.BatchKMeans => Clusters(options.SamplePatches, (sample, random) => PatchKMeans.Fit(sample, arm.Features, random)),
            FeastMethod.OnlineKMeans => OnLine(arm, surface, films, digits, context, options),
            _ => Competing(arm, surface, films, digits, context, options),
        };

        DigitFeatures Plain(Func<CameraEvents, float[]> describe) => new(describe, [], null);
        DigitFeatures Clusters(int patches, Func<PatchSample, RandomStream, PatchKMeans> make) => Assigned(
            surface, options, [.. Samples(surface, films, digits, patches, context).Select((sample, polarity) => make(sample, context.Stream($"clusters {polarity}")))]);
    }

    private static DigitFeatures Assigned(TimeSurfaceOptions surface, FeastStudyOptions options, IReadOnlyList<PatchKMeans> clusters) =>
        new(events => EventFeatures.Of(events, surface, clusters).PooledHistogram(options.Grid), [], null);

    private static DigitFeatures OnLine(FeastArm arm, TimeSurfaceOptions surface, DigitFilms films, int digits, TrialContext context, FeastStudyOptions options)
    {
        var clusters = Samples(surface, films, digits, FewPatches, context).Select((sample, polarity) => PatchKMeans.Start(sample, arm.Features, context.Stream($"clusters {polarity}"))).ToList();
        ForEachPatch(surface, films, digits, context, (patch, polarity) => clusters[polarity].Learn(patch));
        return Assigned(surface, options, clusters);
    }

    private static DigitFeatures Competing(FeastArm arm, TimeSurfaceOptions surface, DigitFilms films, int digits, TrialContext context, FeastStudyOptions options)
    {
        var rates = options.Rates(arm);
        var feast = new Events.Feast(arm.Method == FeastMethod.FixedThresholds ? rates.WithFixedThresholds() : rates, surface, context.Stream("features"));
        var monitors = feast.Populations.Select(population => new FeastMonitor(population)).ToList();
        var epochs = monitors.Select(_ => new List<FeastEpoch>()).ToList();
        for (var digit = 0; digit < digits && arm.Method != FeastMethod.RandomFeatures; digit++)
        {
            feast.Learn(films.Train(digit).Events);
            context.Stop.ThrowIfCancellationRequested();
            if ((digit + 1) * ConvergenceSignals.Parts / digits > digit * ConvergenceSignals.Parts / digits)
            {
                for (var polarity = 0; polarity < monitors.Count; polarity++)
                {
                    epochs[polarity].Add(monitors[polarity].Next());
                }
            }
        }

        return new DigitFeatures(events => feast.Transform(events).PooledHistogram(options.Grid), epochs, feast);
    }

    private static PatchSample[] Samples(TimeSurfaceOptions surface, DigitFilms films, int digits, int capacity, TrialContext context)
    {
        var samples = Enumerable.Range(0, surface.Populations).Select(polarity => new PatchSample(capacity, surface.PatchLength, context.Stream($"sample {polarity}"))).ToArray();
        ForEachPatch(surface, films, digits, context, (patch, polarity) => samples[polarity].Add(patch));
        return samples;
    }

    private delegate void PatchAction(ReadOnlySpan<float> patch, int polarity);

    private static void ForEachPatch(TimeSurfaceOptions surface, DigitFilms films, int digits, TrialContext context, PatchAction action)
    {
        for (var digit = 0; digit < digits; digit++)
        {
            context.Stop.ThrowIfCancellationRequested();
            var events = films.Train(digit).Events;
            for (var polarity = 0; polarity < surface.Populations; polarity++)
            {
                var patches = new EventPatches(events, new TimeSurface(events.Width, events.Height, surface), polarity);
                while (patches.MoveNext())
                {
                    action(patches.Patch, polarity);
                }
            }
        }
    }

    private static float[] PixelCounts(CameraEvents events)
    {
        var counts = new int[2 * events.Width * events.Height];
        for (var i = 0; i < events.Count; i++)
        {
            counts[(((events.Polarities[i] * events.Height) + events.Y[i]) * events.Width) + events.X[i]]++;
        }

        return FeatureEvents.Pooled(counts);
    }

    private static float[] CellCounts(CameraEvents events, int cells)
    {
        var counts = new int[2 * cells * cells];
        for (var i = 0; i < events.Count; i++)
        {
            counts[(((events.Polarities[i] * cells) + (events.Y[i] * cells / events.Height)) * cells) + (events.X[i] * cells / events.Width)]++;
        }

        return FeatureEvents.Pooled(counts);
    }
}
