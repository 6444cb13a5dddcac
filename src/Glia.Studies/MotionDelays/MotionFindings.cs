using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using static Glia.Lab.Statistics.EstimateFormat;

namespace Glia.Studies.MotionDelays;

/// <summary>The rules of the claims, as <see cref="Study.Claims"/> states them; fixed before any run.</summary>
internal sealed class MotionFindings(TrialTable<MotionArm> trials, MotionDelaysOptions options)
{
    private static readonly string Main = new MotionArm(MotionMethod.HeterogeneousDelays).Name;
    private readonly double _chance = 1.0 / (options.Directions * options.Speeds.Count);

    public IEnumerable<Finding> All() => new[]
    {
        Accuracy(), Delays(), Pruning(), Shortening(), Geometry(), Polarity(), Aperture(), Bandwidth(), Fakes(), Rivals(), Motifs(), ManyMotifs(),
    }.OfType<Finding>();

    private Finding? Accuracy() => Mean("accuracy") is { } accuracy
        ? new Finding("C1", $"accuracy, {options.Directions * options.Speeds.Count} motions, a film each", accuracy, Rule.Graded(accuracy.Mean >= 0.8, accuracy.Lower > 3 * _chance))
        {
            Note = $"chance {Text(_chance)}; decided each millisecond {Brief(Mean("step accuracy"))}, and while the motion changes {Brief(Mean("saccadic accuracy"))}; {Brief(Mean("activity"))} of voxels have an event",
        }
        : null;

    private Finding? Delays()
    {
        var none = new MotionArm(MotionMethod.OneFrame).Name;
        return trials.Difference(Main, none, "accuracy") is { } difference && trials.Of(none).Mean("accuracy") is { } alone
            ? new Finding("C2", "accuracy, with delays − one frame", difference, Rule.Graded(alone.Mean <= 0.15 && difference.Lower > 0, difference.Lower > 0))
            {
                PValue = difference.PValue,
                Note = $"one frame {Brief(alone)}, chance {Text(_chance)}",
            }
            : null;
    }

    private Finding? Pruning() => Loss("pruned to 5 %") is { } loss
        ? new Finding("C3", "accuracy lost with 5 % of the weights", loss, Rule.Graded(loss.Mean <= 0.05, loss.Mean <= 0.1))
        {
            Note = $"smallest fraction of {options.KeptFractions.Count} from which on no more than 5 points are lost {Brief(Mean("smallest fraction within 5 points"))}; "
                + $"{Brief(Mean("synapses at half saturation"))} of {Text(Weights)} synapses at half saturation; 5 % at random {Brief(Mean("random 5 %"))}",
        }
        : null;

    private Finding? Shortening()
    {
        if (Loss("delay 0 alone") is not { } loss || Values("pruned, half saturation", "shortened, half saturation") is not { } halves)
        {
            return null;
        }

        var ratio = Estimate.FromSample([.. halves.Select(pair => pair.Second / pair.First)]);
        return new Finding("C4", "half saturation, shortened ÷ pruned", ratio, Rule.Graded(ratio.Mean >= 5 && loss.Mean >= 0.3, ratio.Mean >= 5 || loss.Mean >= 0.3))
        {
            Note = $"pruned {Brief(Mean("pruned, half saturation"))}, shortened {Brief(Mean("shortened, half saturation"))} of the weights; delay 0 alone loses {Brief(loss)}",
        };
    }

    private Finding? Geometry() => Mean("classes along their motion") is { } along
        ? new Finding("C5", "classes whose ON kernel runs within 25° of its motion", along, Rule.Graded(along.Mean >= 0.9, along.Mean >= 0.5))
        {
            Note = $"median angle {Brief(Mean("median angle"))}°. The kernels are waves, whose centroid says little: the pattern itself drifts within 25° of its motion in {Brief(Mean("classes whose pattern drifts along"))} of the classes (not judged)",
        }
        : null;

    private Finding? Polarity() => Mean("correlation of ON and OFF") is { } correlation
        ? new Finding("C6", "correlation of ON and OFF weights", correlation, Rule.Graded(correlation.Mean < -0.5, correlation.Upper < 0))
        : null;

    private Finding? Aperture()
    {
        if (Values("perpendicular gratings", "oblique gratings") is not { } gratings || Loss("isotropic") is not { } loss)
        {
            return null;
        }

        var difference = Estimate.FromSample([.. gratings.Select(pair => pair.First - pair.Second)]);
        var (apart, alike) = (difference.Mean >= 0.15 && difference.Lower > 0, Math.Abs(loss.Mean) <= 0.1);
        return new Finding("C7", "accuracy, perpendicular − oblique gratings", difference, Rule.Graded(apart && alike, apart || alike))
        {
            PValue = difference.PValue,
            Note = $"perpendicular {Brief(Mean("perpendicular gratings"))}, oblique {Brief(Mean("oblique gratings"))}, isotropic {Brief(Mean("isotropic"))}",
        };
    }

    private Finding? Bandwidth()
    {
        if (Values("isotropic", "isotropic, widest") is not { } textures)
        {
            return null;
        }

        var difference = Estimate.FromSample([.. textures.Select(pair => pair.First - pair.Second)]);
        return new Finding("C8", "accuracy, narrowest − widest spread of the velocity", difference, Rule.Graded(difference.Lower > 0, difference.Mean > 0)) { PValue = difference.PValue };
    }

    private Finding? Fakes()
    {
        if (Mean("turned round") is not { } turned || Mean("shuffled") is not { } shuffled)
        {
            return null;
        }

        var (reversed, chance) = (turned.Mean >= 0.6, Math.Abs(shuffled.Mean - _chance) <= 0.1);
        return new Finding("C9", "right films taken for the opposite motion when time runs backwards", turned, Rule.Graded(reversed && chance, reversed || chance))
        {
            Note = $"with shuffled times the accuracy is {Brief(shuffled)}, chance {Text(_chance)}",
        };
    }

    private Finding? Rivals()
    {
        var rivals = trials.Arms.Where(arm => arm.Method is MotionMethod.TwoFrames or MotionMethod.RandomDelays or MotionMethod.MatchedFilter)
            .Select(arm => (arm.Name, Gain: trials.Difference(Main, arm.Name, "accuracy"))).Where(rival => rival.Gain is not null).Select(rival => (rival.Name, Gain: rival.Gain!.Value)).ToList();
        if (rivals.Count == 0 || Values("pruned to 5 %", "random 5 %") is not { } pruned)
        {
            return null;
        }

        rivals.Add(("random pruning to 5 %, of pruned by magnitude", Estimate.FromSample([.. pruned.Select(pair => pair.First - pair.Second)])));
        var (name, least) = rivals.MinBy(rival => rival.Gain.Mean);
        var beaten = rivals.Count(rival => rival.Gain.Lower > 0);
        return new Finding("C10", $"accuracy, with delays − {name}", least, Rule.Graded(beaten == rivals.Count, beaten > 0))
        {
            PValue = least.PValue,
            Note = string.Join("; ", rivals.Select(rival => $"over {rival.Name} {Brief(rival.Gain)}")),
        };
    }

    private Finding? Motifs()
    {
        var (many, few) = (new MotionArm(MotionMethod.Motifs, 31, 144).Name, new MotionArm(MotionMethod.Motifs, 5, 144).Name);
        if (trials.Of(many).Mean("true positives") is not { } found)
        {
            return null;
        }

        var gain = trials.Difference(many, few, "true positives");
        return new Finding("C11", "motifs found with their step, 144 motifs of 31 delays", found, Rule.Graded(found.Mean >= 0.97 && gain?.Lower > 0, found.Mean >= 0.97 || gain?.Lower > 0))
        {
            Note = gain is null ? "" : $"over 5 delays {Brief(gain)}",
        };
    }

    private Finding? ManyMotifs() => trials.Of(new MotionArm(MotionMethod.Motifs, 31, 1364).Name).Mean("true positives") is { } found
        ? new Finding("C12", "motifs found with their step, 1,364 motifs", found, Rule.Graded(found.Mean > 0.8, found.Mean > 0.5))
        : null;

    private double Weights => 2.0 * options.Directions * options.Speeds.Count * options.Delays * options.ReceptiveField * options.ReceptiveField;

    private Estimate? Mean(string metric) => trials.Of(Main).Mean(metric);

    private Estimate? Loss(string metric) => Values("accuracy", metric) is { } pairs ? Estimate.FromSample([.. pairs.Select(pair => pair.First - pair.Second)]) : null;

    private IReadOnlyList<(double First, double Second)>? Values(string first, string second) => trials.Of(Main) is { Rows.Count: > 0 } main
        ? [.. main.Rows.Select(row => (row[first], row[second]))]
        : null;

    private static string Text(double value) => EstimateFormat.Number(value);
}
