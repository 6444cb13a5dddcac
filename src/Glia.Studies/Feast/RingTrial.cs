using Glia.Events;
using Glia.Lab.Trials;

namespace Glia.Studies.Feast;

/// <summary>Features of a ring among noise: how evenly they are used, and how many go to noise.</summary>
internal static class RingTrial
{
    public static TrialResult Run(FeastArm arm, FeastStudyOptions options, TrialContext context)
    {
        var surface = new TimeSurfaceOptions { PatchSize = arm.PatchSize, TauMicroseconds = arm.TauMs * 1000 };
        var feast = new Events.Feast(options.Rates(arm), surface, context.Stream("features"));
        feast.Learn(BouncingRing.Film(options.RingSteps, options.RingNoise, context.Stream("learned ring")).Events);
        context.Step(1, 2);
        var (events, isNoise) = BouncingRing.Film(options.RingSteps, options.RingNoise, context.Stream("new ring"));
        var (noise, signal) = (new double[2 * arm.Features], new double[2 * arm.Features]);
        for (var polarity = 0; polarity < surface.Populations; polarity++)
        {
            var patches = new EventPatches(events, new TimeSurface(events.Width, events.Height, surface), polarity);
            while (patches.MoveNext())
            {
                var feature = (polarity * arm.Features) + feast.Populations[polarity].Assign(patches.Patch);
                (isNoise[patches.Index] ? noise : signal)[feature]++;
            }
        }

        var all = noise.Zip(signal, (a, b) => a + b).ToArray();
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                // Bits of a polarity: the polarity itself is a bit of the whole.
                ["entropy"] = Entropy(all) - Entropy([all[..arm.Features].Sum(), all[arm.Features..].Sum()]),
                ["signalFeatures"] = all.Zip(noise).Count(pair => pair.First > 0 && pair.Second < pair.First / 2) / 2.0,
                ["noiseFeatures"] = all.Zip(noise).Count(pair => pair.First > 0 && pair.Second >= pair.First / 2) / 2.0,
                ["noiseTold"] = noise.Zip(signal, Math.Max).Sum() / all.Sum(),
                ["missRate"] = feast.MissRate,
            },
        };
    }

    private static double Entropy(double[] counts)
    {
        var sum = counts.Sum();
        return -counts.Where(count => count > 0).Sum(count => count / sum * Math.Log2(count / sum));
    }
}
