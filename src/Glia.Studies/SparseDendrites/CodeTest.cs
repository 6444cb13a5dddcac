using Glia.Data;
using Glia.Dendrites;
using Glia.Lab.Trials;

namespace Glia.Studies.SparseDendrites;

/// <summary>Sparse codes of real images, whose cells are correlated, in the place of random patterns: how often does a segment on one fire on another?</summary>
internal static class CodeTest
{
    public const int Cells = 4096;
    public const int Winners = 80;
    public const int Synapses = 24;
    public const int Threshold = 12;

    public static TrialResult Run(SparseDendritesOptions options, TrialContext context)
    {
        var images = Mnist.Embedded.Train;
        var code = new RandomProjectionCode(images.PixelsPerImage, Cells, Winners, context.Stream("projection"));
        var chosen = context.Stream("images").Permutation(images.Count).AsSpan(0, options.Images).ToArray();
        var patterns = new Sdr[chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            context.Step(i, chosen.Length);
            patterns[i] = code.Encode(images.Image(chosen[i]));
        }

        var random = context.Stream("synapses");
        var table = new SdrTable(patterns);
        var overlaps = new int[patterns.Length];
        var (all, others) = (new long[Synapses + 1], new long[Synapses + 1]);
        for (var i = 0; i < patterns.Length; i++)
        {
            table.Overlaps(patterns[i].Subsample(Synapses, random), overlaps);
            for (var j = 0; j < patterns.Length; j++)
            {
                all[overlaps[j]] += i == j ? 0 : 1;
                others[overlaps[j]] += images.Labels[chosen[i]] == images.Labels[chosen[j]] ? 0 : 1;
            }
        }

        double[] Tail(long[] counts) => [.. Enumerable.Range(0, Synapses + 1).Select(threshold => counts.Skip(threshold).Sum() / (double)Math.Max(1, counts.Sum()))];
        var predicted = Enumerable.Range(0, Synapses + 1).Select(threshold => SdrTheory.FalseMatchProbability(Cells, Winners, Synapses, threshold)).ToArray();
        var measured = Tail(all);
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["measured"] = measured[Threshold],
                ["predicted"] = predicted[Threshold],
                ["ratio"] = measured[Threshold] / predicted[Threshold],
                ["lowest ratio"] = measured.Zip(predicted, (found, expected) => found / expected).Take(Threshold + 1).Min(),
            },
            Arrays = new Dictionary<string, NumericArray>
            {
                ["measured"] = NumericArray.Of(measured),
                ["measured, other digits"] = NumericArray.Of(Tail(others)),
                ["predicted"] = NumericArray.Of(predicted),
            },
        };
    }
}
