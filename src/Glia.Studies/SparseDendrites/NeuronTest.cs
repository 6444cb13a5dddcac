using Glia.Dendrites;
using Glia.Lab.Trials;
using Glia.Random;

namespace Glia.Studies.SparseDendrites;

/// <summary>Stored patterns, corrupted copies of them and strangers, shown to a dendritic neuron and to a linear one with the same synapses.</summary>
/// <remarks>Both neurons of a seed see the same: they read the same streams.</remarks>
internal sealed class NeuronTest(int patterns, SparseDendritesOptions options, TrialContext context)
{
    private const int Cells = 2000;
    private const int Active = 40;
    private const int Synapses = 20;
    private const int Threshold = 10;
    private const int Moved = 10;
    private const double LeastHits = 0.99;
    private const int CheckEvery = 1 << 14;
    private readonly RandomStream _synapses = context.Stream("synapses");
    private readonly IReadOnlyList<Sdr> _stored = Stored(patterns, context.Stream("stored"));

    /// <summary>A segment for each pattern; the neuron fires when one does.</summary>
    public TrialResult Dendritic()
    {
        var neuron = new ActiveDendriteNeuron(
            _stored, new SegmentNonlinearity.Threshold(Threshold), _synapses, new ActiveDendriteOptions { SynapsesPerSegment = Synapses });
        var predicted = SdrTheory.AnyFalseMatch(SdrTheory.FalseMatchProbability(Cells, Active, Synapses, Threshold), patterns);
        return Result(Share(Copies(), neuron.Recognises), Share(Strangers(), neuron.Recognises), predicted, Threshold, patterns * Synapses);
    }

    /// <summary>All synapses on one linear unit, with the highest threshold that still finds 99 % of the copies.</summary>
    public TrialResult Linear()
    {
        var pooled = _stored.Select(pattern => pattern.Subsample(Synapses, _synapses)).Aggregate((union, segment) => union.Union(segment));
        var hits = Counts(Copies(), pooled);
        var threshold = Enumerable.Range(0, Active + 1).Last(candidate => hits.Skip(candidate).Sum() >= LeastHits * options.Copies);
        var predicted = SdrTheory.FalseMatchProbability(Cells, Active, pooled.ActiveCount, threshold);
        var falsePositives = Counts(Strangers(), pooled).Skip(threshold).Sum() / (double)options.Strangers;
        return Result(hits.Skip(threshold).Sum() / (double)options.Copies, falsePositives, predicted, threshold, pooled.ActiveCount);
    }

    private static TrialResult Result(double hits, double falsePositives, double predicted, int threshold, int synapses) => new()
    {
        Metrics = new Dictionary<string, double>
        {
            ["hits"] = hits,
            ["false positives"] = falsePositives,
            ["predicted false positives"] = predicted,
            ["threshold"] = threshold,
            ["synapses"] = synapses,
        },
    };

    private static Sdr[] Stored(int patterns, RandomStream random) => [.. Enumerable.Range(0, patterns).Select(_ => SdrGenerator.Uniform(Cells, Active, random))];

    private IEnumerable<Sdr> Copies()
    {
        var random = context.Stream("copies");
        return Enumerable.Range(0, options.Copies).Select(i => _stored[i % patterns].AddNoise(Moved, random));
    }

    private IEnumerable<Sdr> Strangers()
    {
        var random = context.Stream("strangers");
        for (var i = 0; i < options.Strangers; i++)
        {
            if (i % CheckEvery == 0)
            {
                context.Step(i, options.Strangers);
            }

            yield return SdrGenerator.Uniform(Cells, Active, random);
        }
    }

    private static double Share(IEnumerable<Sdr> shown, Func<Sdr, bool> fires)
    {
        var (fired, all) = (0, 0);
        foreach (var pattern in shown)
        {
            fired += fires(pattern) ? 1 : 0;
            all++;
        }

        return fired / (double)all;
    }

    private static int[] Counts(IEnumerable<Sdr> shown, Sdr synapses)
    {
        var counts = new int[Active + 1];
        foreach (var pattern in shown)
        {
            counts[pattern.Overlap(synapses)]++;
        }

        return counts;
    }
}
