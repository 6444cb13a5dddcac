using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class ZeroShotFindings(TrialTable<ZeroShotArm> trials, ZeroShotOptions options)
{
    private const double UnseenChance = 0.5;
    private const double ClaimedCostRatio = 152.83;

    private readonly TrialTable<ZeroShotArm> _liquid = Of(trials, options, Encoder.Gaussian);
    private readonly TrialTable<ZeroShotArm> _shuffled = Of(trials, options, Encoder.Gaussian, Pairing.Shuffled);
    private readonly TrialTable<ZeroShotArm> _trained = Of(trials, options, Encoder.Trained);

    public IEnumerable<Finding> All()
    {
        if (_liquid.Rows.Count == 0)
        {
            yield break;
        }

        yield return Readout("C1", "image", 0.78, 0.04);
        yield return Readout("C2", "sound", 0.75, 0.05);
        yield return Seen();
        yield return Unseen();
        yield return Chip();
        yield return Trained();
        yield return Finding.NotTested("C5", "The neural recordings of handwriting and E-MNIST are not carried and cannot be fetched by Glia.");
        yield return Cost();
        yield return Shuffled();
    }

    /// <summary>The trials of an encoder and a way of pairing, at the width that is judged.</summary>
    public static TrialTable<ZeroShotArm> Of(TrialTable<ZeroShotArm> trials, ZeroShotOptions options, Encoder encoder, Pairing pairing = Pairing.SoftTargets) =>
        trials.Of(new ZeroShotArm(encoder, pairing, options.Width).Name);

    /// <summary>Accuracy for each choice of unseen digits, the mean over seeds.</summary>
    public static IReadOnlyList<double> ByPair(TrialTable<ZeroShotArm> table, string array)
    {
        var rows = table.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return [.. Enumerable.Range(0, rows.Count == 0 ? 0 : rows[0].Count).Select(pair => rows.Average(values => values[pair]))];
    }

    private Finding Readout(string claim, string kind, double least, double advantage)
    {
        var metric = kind + "Accuracy";
        if (Against(Encoder.Counts, metric) is not { } gain || Against(Encoder.ResistiveMemory, metric) is not { } memory)
        {
            return Finding.NotTested(claim, "The arms to compare with did not run.");
        }

        var accuracy = _liquid.Mean(metric)!.Value;
        var others = new[] { Encoder.Feedforward, Encoder.RandomRelu, Encoder.Uniform, Encoder.Lognormal }.Select(encoder => Of(trials, options, encoder)).Where(table => table.Rows.Count > 0);
        return new Finding(claim, $"{kind}s, accuracy of the liquid − of event counts", gain,
            Rule.AllOf(accuracy.Mean >= least, gain.Mean >= advantage && gain.Lower > 0, Math.Abs(memory.Mean) <= 0.03))
        {
            PValue = gain.PValue,
            Note = $"liquid {EstimateFormat.Brief(accuracy)}, of resistive memory {EstimateFormat.Brief(Of(trials, options, Encoder.ResistiveMemory).Mean(metric)!.Value)}, "
                + string.Concat(others.Select(table => $"{table.Arms[0].EncoderName} {EstimateFormat.Brief(table.Mean(metric)!.Value)}, "))
                + $"event counts {EstimateFormat.Brief(Of(trials, options, Encoder.Counts).Mean(metric)!.Value)}; "
                + $"{Brief(_liquid, kind + " rate")} spikes a neuron and step, {Brief(_liquid, kind + " constantNeurons")} of the neurons constant",
        };
    }

    private Finding Seen()
    {
        var chance = 1.0 / (DigitSplit.Digits - 2);
        var seen = _liquid.Mean("seen")!.Value;
        var gain = trials.Difference(_liquid.Arms[0].Name, _shuffled.Rows.Count == 0 ? "" : _shuffled.Arms[0].Name, "seen");
        return new Finding("C3a", "retrieval among 8 seen digits", seen, Rule.AllOf(seen.Mean >= 3 * chance, gain is { Lower: > 0 }))
        {
            PValue = gain?.PValue,
            Note = $"chance {EstimateFormat.Number(chance, 3)}; labels shuffled {Brief(_shuffled, "seen")}; paper's digits {Brief(_liquid, "paperSeen")}; " + Others("seen"),
        };
    }

    private Finding Unseen()
    {
        var unseen = Estimate.FromSample([.. ByPair(_liquid, "unseenByPair")]);
        var above = Estimate.FromSample([.. ByPair(_liquid, "unseenByPair").Select(value => value - UnseenChance)]);
        var certain = unseen.Lower > UnseenChance;
        return new Finding("C3b", "retrieval among 2 unseen digits, over choices of them", unseen, Rule.Graded(certain && unseen.Mean >= 0.70, certain))
        {
            PValue = above.PValue,
            Note = $"chance 0.5; over seeds {Brief(_liquid, "unseen")}; choices range from {EstimateFormat.Number(ByPair(_liquid, "unseenByPair").Min(), 3)} to {EstimateFormat.Number(ByPair(_liquid, "unseenByPair").Max(), 3)}; "
                + $"the epoch chosen on the test, as the paper does, {Brief(_liquid, "unseenBest")}; paper's digits {Brief(_liquid, "paperUnseen")}, chosen on the test {Brief(_liquid, "paperUnseenBest")}; " + Others("unseen"),
        };
    }

    private Finding Chip()
    {
        if (Against(Encoder.ResistiveMemory, "seen") is not { } lost || Against(Encoder.ResistiveMemory, "unseen") is not { } unseen)
        {
            return Finding.NotTested("C3c", "The liquid of resistive memory did not run.");
        }

        return new Finding("C3c", "retrieval among seen digits, Gaussian weights − resistive memory", lost, Rule.PartlyUnless(Rule.Within(lost, -0.03, 0.03), Math.Abs(unseen.Mean) <= 0.05))
        {
            Note = $"among unseen digits {EstimateFormat.Brief(unseen)}",
        };
    }

    private Finding Trained()
    {
        if (_trained.Rows.Count == 0)
        {
            return Finding.NotTested("C4", "No network was trained.");
        }

        var seen = trials.Difference(_trained.Arms[0].Name, _liquid.Arms[0].Name, "paperSeen")!.Value;
        var unseen = trials.Difference(_trained.Arms[0].Name, _liquid.Arms[0].Name, "paperUnseen")!.Value;
        return new Finding("C4", "paper's seen digits, retrieval by the trained network − by the liquid", seen, Rule.AllOf(seen.Mean <= 0.17, unseen.Mean <= 0.05))
        {
            Note = $"trained {Brief(_trained, "paperSeen")}, liquid {Brief(_liquid, "paperSeen")}; unseen: trained {Brief(_trained, "paperUnseen")}, liquid {Brief(_liquid, "paperUnseen")}; "
                + $"prototypes: trained {Brief(Of(trials, options, Encoder.Trained, Pairing.Prototypes), "paperSeen")} and {Brief(Of(trials, options, Encoder.Trained, Pairing.Prototypes), "paperUnseen")}, "
                + $"liquid {Brief(Of(trials, options, Encoder.Gaussian, Pairing.Prototypes), "paperSeen")} and {Brief(Of(trials, options, Encoder.Gaussian, Pairing.Prototypes), "paperUnseen")}",
        };
    }

    private Finding Cost()
    {
        if (_trained.Rows.Count == 0)
        {
            return Finding.NotTested("C6", "No network was trained.");
        }

        var ratio = Ratio("trainingOperations");
        return new Finding("C6", "operations of training, trained network over liquid", ratio, Rule.Graded(ratio.Mean >= ClaimedCostRatio, ratio.Mean >= ClaimedCostRatio / 10))
        {
            Note = $"trained numbers {Brief(_liquid, "trainedParameters")} against {Brief(_trained, "trainedParameters")}; the pass through a fixed liquid is shared over 100 epochs; energy of hardware is not tested",
        };
    }

    private Finding Shuffled()
    {
        if (_shuffled.Rows.Count == 0)
        {
            return Finding.NotTested("C7", "The control did not run.");
        }

        var unseen = Estimate.FromSample([.. ByPair(_shuffled, "unseenByPair")]);
        return new Finding("C7", "retrieval among 2 unseen digits, labels shuffled, over choices of them", unseen, Rule.Holds(unseen.Mean is >= 0.45 and <= 0.55))
        {
            Note = $"over seeds {Brief(_shuffled, "unseen")}; seen digits {Brief(_shuffled, "seen")}",
        };
    }

    // Paired by seed; the liquid minus the other.
    private Estimate? Against(Encoder encoder, string metric) =>
        trials.Difference(_liquid.Arms[0].Name, new ZeroShotArm(encoder, Pairing.SoftTargets, options.Width).Name, metric);

    private Estimate Ratio(string metric) =>
        Estimate.FromSample([.. _trained.Rows.Join(_liquid.Rows, row => row.Seed, row => row.Seed, (trained, liquid) => trained[metric] / liquid[metric])]);

    private string Others(string metric) => string.Join(", ", trials.Arms
        .Where(arm => arm.Encoder != Encoder.Trained && arm.Pairing != Pairing.Shuffled && arm.Name != _liquid.Arms[0].Name)
        .Select(arm => $"{arm.Name} {Brief(trials.Of(arm.Name), metric)}"));

    private static string Brief(TrialTable<ZeroShotArm> table, string metric) => EstimateFormat.Brief(table.Mean(metric));
}
