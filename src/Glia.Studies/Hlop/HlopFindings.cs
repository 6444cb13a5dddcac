using Glia.Continual;
using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.Hlop;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class HlopFindings(TrialTable<HlopArm> trials, HlopStudyOptions options)
{
    private const string Acc = "acc";
    private const string Bwt = "bwt";
    private const int Layers = 3;
    private const int TasksOfTheCard = 10;
    private readonly string _main = HlopPlanner.Main.Name;
    private readonly string _sequential = HlopPlanner.Sequential.Name;

    public IEnumerable<Finding> All() => new[] { Forgetting(), Plasticity(), Control(), Trainers(), Feedback(), Lateral(), Earlier(), Joint(), Subspace(), OldAnswersStay(), Rates(), Replay() }
        .OfType<Finding>()
        .Concat(trials.Rows.Count == 0 ? [] : [Finding.NotTested("C12", "no convolutional network and no data set of colour images here; the projection of a convolution's windows is in the library")]);

    private Finding? Forgetting()
    {
        if (Gain(_main, _sequential) is not { } gain)
        {
            return null;
        }

        var (acc, bwt, plainAcc, plainBwt) = (Mean(_main, Acc), Mean(_main, Bwt), Mean(_sequential, Acc), Mean(_sequential, Bwt));
        var small = Math.Abs(bwt.Mean) <= Math.Abs(plainBwt.Mean) / 3;
        var whole = options.Tasks < TasksOfTheCard || (acc.Mean >= .87 && bwt.Mean >= -.05 && plainAcc.Mean <= .75 && plainBwt.Mean <= -.2);
        return new Finding("C1", $"ACC, {_main} − {_sequential}, {options.Tasks} tasks", gain, Rule.PartlyUnless(Rule.AtLeast(gain, .03), small && whole))
        {
            PValue = gain.PValue,
            Note = $"ACC {Text(acc)}, BWT {Text(bwt)}; {_sequential}: ACC {Text(plainAcc)}, BWT {Text(plainBwt)}; "
                + FormattableString.Invariant($"an image serves {trials.Of(_main).Rows[0]["imageUses"]:0.0} times over all tasks"),
        };
    }

    private Finding? Plasticity() => trials.Difference(_main, _sequential, "learningAccuracy") is { } difference
        ? new Finding("C2", $"accuracy on each task right after it, {_main} − {_sequential}", difference, Rule.Within(difference, -.02, .02))
        : null;

    private Finding? Control()
    {
        var random = new HlopArm(HlopMethod.RandomSubspace).Name;
        return trials.Difference(_main, random, Bwt) is { } difference
            ? new Finding("C3", $"BWT, {_main} − {random}", difference, Rule.AtLeast(difference, .05))
            {
                PValue = difference.PValue,
                Note = $"{random}: ACC {Text(Mean(random, Acc))}, BWT {Text(Mean(random, Bwt))}",
            }
            : null;
    }

    private Finding? Trainers() => Pairs("C4", HlopPlanner.OtherNetworks.Select(network => (Func<HlopArm, HlopArm>)(arm => arm with { Network = network })));

    private Finding? Feedback() => Pairs("C5", HlopPlanner.OtherFeedback.Select(feedback => (Func<HlopArm, HlopArm>)(arm => arm with { Feedback = feedback })));

    private Finding? Rates() => Pairs("C11", [arm => arm with { Network = NetworkKind.Rates }]);

    /// <summary>HLOP against sequential training in other settings: each must gain and forget at most half as much.</summary>
    private Finding? Pairs(string claim, IEnumerable<Func<HlopArm, HlopArm>> settings)
    {
        var found = settings.Select(setting => (Hlop: setting(HlopPlanner.Main).Name, Plain: setting(HlopPlanner.Sequential).Name))
            .Select(names => (names.Hlop, names.Plain, Gain: Gain(names.Hlop, names.Plain)))
            .Where(pair => pair.Gain is not null).Select(pair => (pair.Hlop, pair.Plain, Gain: pair.Gain!.Value)).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        bool Holds((string Hlop, string Plain, Estimate Gain) pair) =>
            Rule.AtLeast(pair.Gain, .03) == Verdict.Reproduced && Math.Abs(Mean(pair.Hlop, Bwt).Mean) <= Math.Abs(Mean(pair.Plain, Bwt).Mean) / 2;

        var smallest = found.MinBy(pair => pair.Gain.Mean);
        return new Finding(claim, $"ACC, {smallest.Hlop} − {smallest.Plain}, the smallest gain of {found.Count}", smallest.Gain, Rule.AllOf([.. found.Select(Holds)]))
        {
            PValue = smallest.Gain.PValue,
            Note = string.Join("; ", found.Select(pair =>
                $"{pair.Hlop}: ACC {Text(Mean(pair.Hlop, Acc))}, BWT {Text(Mean(pair.Hlop, Bwt))}; {pair.Plain}: ACC {Text(Mean(pair.Plain, Acc))}, BWT {Text(Mean(pair.Plain, Bwt))}")),
        };
    }

    private Finding? Lateral()
    {
        var found = trials.Arms.Where(arm => arm.LateralSpikes > 0)
            .Select(arm => (arm.Name, Loss: trials.Difference(arm.Name, _main, Acc))).Where(arm => arm.Loss is not null).Select(arm => (arm.Name, Loss: arm.Loss!.Value)).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        var worst = found.MinBy(arm => arm.Loss.Mean);
        return new Finding("C6", $"ACC, {worst.Name} − {_main}, the largest loss of {found.Count}", worst.Loss, Rule.AllOf([.. found.Select(arm => Math.Abs(arm.Loss.Mean) <= .02)]))
        {
            Note = string.Join("; ", found.Select(arm => $"{arm.Name}: {Text(arm.Loss)}, BWT {Text(Mean(arm.Name, Bwt))}")),
        };
    }

    private Finding? Earlier()
    {
        var rivals = Rivals().Select(rival => (rival.Name, Gain: trials.Difference(_main, rival.Name, Acc))).Where(rival => rival.Gain is not null)
            .Select(rival => (rival.Name, Gain: rival.Gain!.Value)).ToList();
        if (rivals.Count == 0)
        {
            return null;
        }

        var best = rivals.MinBy(rival => rival.Gain.Mean);
        return new Finding("C7", $"ACC, {_main} − {best.Name}, the best of {rivals.Count} earlier methods", best.Gain, Rule.AllOf([.. rivals.Select(rival => rival.Gain.Lower > 0)]))
        {
            PValue = best.Gain.PValue,
            Note = string.Join("; ", rivals.Select(rival => $"{rival.Name}: ACC {Text(Mean(rival.Name, Acc))}, BWT {Text(Mean(rival.Name, Bwt))}"))
                + "; published with other networks: " + string.Join(", ", PublishedAccuracies.PermutedMnist.Select(Published)),
        };
    }

    /// <summary>The earlier methods; of each that has a strength, the one that does best on validation images.</summary>
    private IEnumerable<HlopArm> Rivals() => trials.Arms.Where(arm => arm.Method is HlopMethod.Ewc or HlopMethod.Gpm or HlopMethod.Ogd)
        .GroupBy(arm => arm.Method).Select(arms => arms.MaxBy(arm => Mean(arm.Name, "validationAcc").Mean)!);

    private Finding? Joint()
    {
        var joint = new HlopArm(HlopMethod.Joint).Name;
        return Gain(_main, joint) is { } difference
            ? new Finding("C8", $"ACC, {_main} − {joint}", difference, Rule.Within(difference, -.05, .05)) { Note = $"{joint}: ACC {Text(Mean(joint, Acc))}" }
            : null;
    }

    private Finding? Replay()
    {
        var (both, replay) = (new HlopArm(HlopMethod.HlopWithReplay).Name, new HlopArm(HlopMethod.Replay).Name);
        return trials.Difference(both, _main, Acc) is { } gain && trials.Difference(both, replay, Acc) is { } overReplay
            ? new Finding("C13", $"ACC, {both} − {_main}", gain, Rule.AllOf(gain.Lower > 0, overReplay.Lower > 0))
            {
                PValue = gain.PValue,
                Note = $"{both}: ACC {Text(Mean(both, Acc))}, BWT {Text(Mean(both, Bwt))}; over {replay} alone {Text(overReplay)}, which has ACC {Text(Mean(replay, Acc))}, BWT {Text(Mean(replay, Bwt))}",
            }
            : null;
    }

    private Finding? Subspace()
    {
        var rows = trials.Of(_main).Rows.Where(row => row.Result.Metrics.ContainsKey("learnedShare0")).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var ratios = Enumerable.Range(0, Layers).Select(layer => Estimate.FromSample([.. rows.Select(row => row[$"learnedShare{layer}"] / row[$"principalShare{layer}"])])).ToList();
        var error = Estimate.FromSample([.. rows.Select(row => Enumerable.Range(0, Layers).Max(layer => row[$"orthonormalityError{layer}"]))]);
        return new Finding("C9", "energy of the first task's activity in the learnt subspace over that in the principal one, smallest of three layers",
            ratios.MinBy(ratio => ratio.Mean), Rule.AllOf(ratios.All(ratio => ratio.Mean >= .95), error.Mean <= .15))
        {
            Note = $"by layer {string.Join("; ", ratios.Select(ratio => Text(ratio)))}; largest |HHᵀ − I| after the last task {Text(error)}; mean principal angle "
                + string.Join("; ", Enumerable.Range(0, Layers).Select(layer => Text(Estimate.FromSample([.. rows.Select(row => row[$"meanAngle{layer}"])])) + "°")),
        };
    }

    private Finding? OldAnswersStay()
    {
        var rows = trials.Of(_main).Rows.Where(row => row.Result.Metrics.ContainsKey("answerChange0")).ToList();
        var plain = trials.Of(_sequential).Rows.Where(row => row.Result.Metrics.ContainsKey("answerChange0")).ToDictionary(row => row.Seed);
        var ratios = Enumerable.Range(0, Layers).Select(layer => rows.Where(row => plain.ContainsKey(row.Seed))
            .Select(row => row[$"answerChange{layer}"] / plain[row.Seed][$"answerChange{layer}"]).ToArray()).Where(values => values.Length > 0)
            .Select(values => Estimate.FromSample(values)).ToList();
        return ratios.Count == 0 ? null : new Finding("C10", "change of a layer's answers to the first task's activity, HLOP over sequential, largest of three layers",
            ratios.MaxBy(ratio => ratio.Mean), Rule.Graded(ratios.All(ratio => ratio.Mean <= 1.0 / 3), ratios.Any(ratio => ratio.Mean <= 1.0 / 3)))
        {
            Note = "by layer, relative change: " + string.Join("; ", Enumerable.Range(0, Layers)
                .Select(layer => $"{Text(Mean(_main, $"answerChange{layer}"))} against {Text(Mean(_sequential, $"answerChange{layer}"))}")),
        };
    }

    private static string Published(PublishedAccuracy published) => FormattableString.Invariant(
        $"{published.Strategy} {published.Acc:0.###}{(published.Bwt is { } bwt ? $" (BWT {bwt:0.##})" : "")} [{published.Source}{(published.Recalled ? ", recalled" : "")}]");

    private Estimate? Gain(string arm, string baseline) => trials.Difference(arm, baseline, Acc);

    private Estimate Mean(string arm, string metric) => trials.Of(arm).Mean(metric)!.Value;

    private static string Text(Estimate estimate) => EstimateFormat.Text(estimate);
}
