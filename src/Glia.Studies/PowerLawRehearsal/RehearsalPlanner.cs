using Glia.Continual;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The arms: the main comparison, the long stream, and the ablations.</summary>
internal sealed class RehearsalPlanner(PowerLawRehearsalOptions options)
{
    public const string Interleaved = "interleaved";
    public const string LastPerformed = "lag since last sample";
    public const string Split = "split digits";
    public const string SplitGivenTask = "split digits, task given";
    public const string Rotated = "rotated digits";
    public const string Clothes = "permuted clothes";
    public const string LargeStep = "step 0.2";
    private const double LargeStepSize = .2;
    private const int SplitTasks = 5;
    private const int SmallMemory = 50;
    public static readonly double[] Fractions = [.02, .05, .1, .2, .4];
    public static readonly int[] Widths = [32, 128, 512];
    public static readonly double[] Exponents = [.5, 1, 2];

    public string LongVariant => $"{options.LongTasks} tasks";

    public string Long(RehearsalMethod method, double parameter = 0) => RehearsalArm.NameOf(method, parameter, LongVariant);

    public static string FractionVariant(double fraction) => FormattableString.Invariant($"ρ={fraction}");

    public static string WidthVariant(int units) => FormattableString.Invariant($"{units} hidden");

    public IEnumerable<RehearsalArm> Arms()
    {
        var main = Baselines().Concat(Kernels()).Concat(Penalties()).ToList();
        var side = LongStream().Concat(options.Ablations ? Ablations().Concat(OtherStreams()) : []);
        return main.Concat(side.Select(arm => arm with { Seeds = options.SideSeeds })).DistinctBy(arm => arm.Name);
    }

    private RehearsalArm Arm(RehearsalMethod method, double parameter = 0, string variant = "") => new(method, parameter, variant, options.Tasks)
    {
        Fraction = RehearsalArm.IsRehearsal(method) || method == RehearsalMethod.ExtraOfCurrent ? options.Fraction : 0,
        HiddenUnits = options.HiddenUnits,
        LearningRate = options.LearningRate,
    };

    private RehearsalArm[] Baselines() => [Arm(RehearsalMethod.Naive), Arm(RehearsalMethod.ExtraOfCurrent), Arm(RehearsalMethod.Joint)];

    private RehearsalArm[] Kernels() =>
    [
        Arm(RehearsalMethod.PowerLaw, options.Exponent), Arm(RehearsalMethod.Uniform), Arm(RehearsalMethod.Exponential, .5),
        Arm(RehearsalMethod.Exponential, 1), Arm(RehearsalMethod.MostRecent),
    ];

    /// <summary>Every strategy with every strength of its grid.</summary>
    private IEnumerable<RehearsalArm> Penalties() => StrategyFamily.All.Where(family => options.Strategies.Contains(family.Name))
        .SelectMany(family => family.Grid.Select(strength => Arm(RehearsalMethod.Strategy, strength) with { Strategy = family.Name }));

    private IEnumerable<RehearsalArm> LongStream() => options.LongTasks < 2 ? [] :
        Kernels().Prepend(Arm(RehearsalMethod.Naive)).Concat(options.Ablations ? Penalties() : [])
            .Select(arm => arm with { Variant = LongVariant, Tasks = options.LongTasks });

    private IEnumerable<RehearsalArm> Ablations()
    {
        var power = Arm(RehearsalMethod.PowerLaw, options.Exponent);
        RehearsalArm[] pair = [power, Arm(RehearsalMethod.Uniform)];
        foreach (var exponent in Exponents)
        {
            yield return Arm(RehearsalMethod.PowerLaw, exponent);
        }

        foreach (var arm in Kernels().Append(Arm(RehearsalMethod.PowerLaw, 2)))
        {
            yield return arm with { Order = RehearsalOrder.Interleaved, Variant = Interleaved };
            yield return arm with { Fraction = .05, Variant = FractionVariant(.05) };
        }

        foreach (var arm in Fractions.Where(fraction => fraction != options.Fraction).SelectMany(fraction => pair.Select(arm => arm with { Fraction = fraction })))
        {
            yield return arm with { Variant = FractionVariant(arm.Fraction) };
        }

        foreach (var arm in Widths.Where(units => units != options.HiddenUnits).SelectMany(units => pair.Append(Arm(RehearsalMethod.Naive)).Select(arm => arm with { HiddenUnits = units })))
        {
            yield return arm with { Variant = WidthVariant(arm.HiddenUnits) };
        }

        // Penalties tell more apart with another step: what they gain by it must be seen beside what rehearsal gains.
        foreach (var arm in pair.Append(Arm(RehearsalMethod.Naive)).Concat(Penalties()))
        {
            yield return arm with { LearningRate = LargeStepSize, Variant = LargeStep };
        }

        yield return power with { Clock = RehearsalClock.LastPerformed, Variant = LastPerformed };
        yield return power with { MemoryPerTask = SmallMemory, Variant = $"{SmallMemory} stored a task" };
    }

    private IEnumerable<RehearsalArm> OtherStreams()
    {
        RehearsalArm[] arms = [Arm(RehearsalMethod.Naive), Arm(RehearsalMethod.PowerLaw, options.Exponent), Arm(RehearsalMethod.Uniform)];
        return arms.Select(arm => arm with { Stream = TaskStream.RotatedDigits, Variant = Rotated })
            .Concat(arms.Select(arm => arm with { Stream = TaskStream.PermutedClothes, Variant = Clothes }))
            .Concat(arms.Select(arm => arm with { Stream = TaskStream.SplitDigitsGivenTask, Tasks = SplitTasks, Variant = SplitGivenTask }))
            .Concat(arms.Concat(Penalties()).Select(arm => arm with { Stream = TaskStream.SplitDigits, Tasks = SplitTasks, Variant = Split }));
    }
}
