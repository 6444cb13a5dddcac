using Glia.Lab.Trials;
using Glia.Synapses;

namespace Glia.Studies.MotionDelays;

/// <summary>The companion paper's test: motifs of spikes hidden in a raster, found by neurons that know them.</summary>
internal static class MotifTrial
{
    private const int Steps = 1000;

    public static TrialResult Run(MotionArm arm, MotionDelaysOptions options, TrialContext context)
    {
        // Each size has motifs and rasters of its own.
        var motifOptions = new MotifOptions { Motifs = arm.MotifCount, Delays = arm.MotifDelays };
        var motifs = MotifGenerator.Motifs(motifOptions, context.Stream(arm.Name));
        var detector = new MotifDetector(motifs);
        var random = context.Stream(arm.Name + "/rasters");
        var (found, there) = (0.0, 0);
        for (var i = 0; i < options.MotifRasters; i++)
        {
            context.Step(i, options.MotifRasters);
            var raster = MotifGenerator.Raster(motifs, Steps, motifOptions, random);
            found += raster.Motifs.Count == 0 ? 0 : detector.TruePositives(raster) * raster.Motifs.Count;
            there += raster.Motifs.Count;
        }

        return new TrialResult { Metrics = new Dictionary<string, double> { ["true positives"] = found / Math.Max(1, there), ["motifs"] = there } };
    }
}
