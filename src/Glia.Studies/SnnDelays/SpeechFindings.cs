using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.SnnDelays;

/// <summary>The rules of the claims about speech; a network is judged at the one width that the run has for its data.</summary>
internal sealed class SpeechFindings(TrialTable<DelayArm> trials)
{
    private const string Accuracy = "accuracy";
    private const double Gap = 0.01;

    public IEnumerable<Finding> All() => new[]
    {
        Order("C8", DelayTask.SpokenDigits, Dense),
        Benchmark("C9", DelayTask.Heidelberg, .9507, "SHD", "shd_train.h5 and shd_test.h5 from zenkelab.org/datasets", "shdFolder"),
        Benchmark("C10", DelayTask.SpikingCommands, .8069, "SSC", "ssc_train.h5, ssc_valid.h5 and ssc_test.h5 from zenkelab.org/datasets", "sscFolder"),
        Benchmark("C11", DelayTask.SpeechCommands, .9535, "GSC", "speech_commands_v0.02.tar.gz, unpacked", "gscFolder"),
        Order("C12", DelayTask.SpokenDigits, Sparse),
        Order("C13", DelayTask.FreeSpokenDigits, Dense) ?? Finding.NotTested("C13", "Needs the Free Spoken Digit Dataset, which Glia does not carry: run with --set fsddFolder=<its folder recordings>."),
    }.OfType<Finding>();

    private static bool Dense(DelayArm arm) => arm.FanIn == 0;

    private static bool Sparse(DelayArm arm) => arm.FanIn > 0;

    private Finding? Order(string claim, DelayTask task, Func<DelayArm, bool> kind)
    {
        var arms = trials.Arms.Where(arm => arm.Task == task && kind(arm)).ToList();
        string Name(DelayMethod method) => arms.Find(arm => arm.Method == method)?.Name ?? "";
        var (learned, fixedRandom, none) = (Name(DelayMethod.Learned), Name(DelayMethod.FixedRandom), Name(DelayMethod.NoneEqualParameters));
        if (trials.Difference(learned, fixedRandom, Accuracy) is not { } overFixed || trials.Difference(fixedRandom, none, Accuracy) is not { } overNone)
        {
            return null;
        }

        var (first, second) = (Rule.AtLeast(overFixed, Gap), Rule.AtLeast(overNone, Gap));
        var faked = trials.Of(learned).Mean("shuffledLoss") is { } shuffled && trials.Of(learned).Mean("equalAccuracy") is { } equal
            ? $"shuffling the learned delays costs {EstimateFormat.Text(shuffled)}, all delays equal leave {EstimateFormat.Text(equal)}" : "";
        return new Finding(claim, $"accuracy, {learned} − {fixedRandom}", overFixed, first == second ? first : Verdict.Partly)
        {
            PValue = overFixed.PValue,
            Note = string.Join("; ", new[] { $"fixed random − none with equal parameters {EstimateFormat.Text(overNone)}" }
                .Concat(arms.Select(arm => trials.Of(arm.Name).Mean(Accuracy) is { } mean ? $"{arm.Label} {EstimateFormat.Text(mean)}" : "")).Append(faked).Where(part => part.Length > 0)),
        };
    }

    private Finding Benchmark(string claim, DelayTask task, double claimed, string data, string files, string option)
    {
        var arms = trials.Arms.Where(arm => arm.Task == task).ToList();
        var arm = arms.Find(arm => arm.Method == DelayMethod.LearnedToTheEnd);
        return arm is not null && trials.Of(arm.Name).Mean(Accuracy) is { } accuracy
            ? new Finding(claim, $"accuracy, {arm.Name}", accuracy, Rule.Within(accuracy, claimed - Gap, claimed + Gap))
            {
                Note = string.Join("; ", arms.Where(other => other != arm).Select(other => trials.Of(other.Name).Mean(Accuracy) is { } mean ? $"{other.Label} {EstimateFormat.Text(mean)}" : "").Where(part => part.Length > 0)),
            }
            : Finding.NotTested(claim, $"Needs {data}, which Glia does not carry: get {files} and run with --preset paper --set {option}=<their folder>.");
    }
}
