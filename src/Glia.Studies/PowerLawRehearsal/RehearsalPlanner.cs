using Glia.Continual;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The arms: the main comparison, the long stream, and the ablations.</summary>
internal sealed class RehearsalPlanner(PowerLawRehearsalOptions options)
{
    public const string Interleaved = "interleaved";
    public const string LastPerformed = "lag since last sample";
    public const string Split = "split digits";
    private const int SplitTasks = 5;
    private const int SmallMemory = 50;
    public static readonly double[] Fractions = [.02, .05, .1, .2, .4];
    public static readonly int[] Widths = [32, 128, 512];

    public string LongVariant => $"{options.LongTasks} tasks";

    public string Long(RehearsalMethod method, double parameter = 0) => RehearsalArm.NameOf(method, parameter, LongVariant);

    public static string FractionVariant(double fraction) => FormattableString.Invariant($"ρ={fraction}");

    public static string WidthVariant(int units) => FormattableString.Invariant($"{units} hidden");

    public IEnumerable<RehearsalArm> Arms()
    {
        var main = Baselines().Concat(Kernels()).Concat(Penalties()).ToList();
        var side = LongStream().Concat(options.Ablations ? Ablations().Concat(SplitDigits()) : []);
        return main.Concat(side.Select(arm => arm with { Seeds = options.SideSeeds })).DistinctBy(arm => arm.Name);
    }

    private RehearsalArm Arm(RehearsalMethod method, double parameter = 0, string variant = "") => new(method, parameter, variant, options.Tasks)
    {
        Fraction = RehearsalArm.IsRehearsal(method) || method == RehearsalMethod.ExtraOfCurrent ? options.Fraction : 0,
        HiddenUnits = options.HiddenUnits,
    };

    private RehearsalArm[] Baselines() => [Arm(RehearsalMethod.Naive), Arm(RehearsalMethod.ExtraOfCurrent), Arm(RehearsalMethod.Joint)];

    private RehearsalArm[] Kernels() =>
    [
        Arm(RehearsalMethod.PowerLaw, options.Exponent), Arm(RehearsalMethod.Uniform), Arm(RehearsalMethod.Exponential, .5),
        Arm(RehearsalMethod.Exponential, 1), Arm(RehearsalMethod.MostRecent),
    ];

    private IEnumerable<RehearsalArm> Penalties() =>
        options.EwcStrengths.Select(strength => Arm(RehearsalMethod.Ewc, strength))
            .Concat(options.SiStrengths.Select(strength => Arm(RehearsalMethod.SynapticIntelligence, strength)));

    private IEnumerable<RehearsalArm> LongStream() => options.LongTasks < 2 ? [] :
        Kernels().Prepend(Arm(RehearsalMethod.Naive))
            .Concat(options.Ablations ? options.EwcStrengths.Select(strength => Arm(RehearsalMethod.Ewc, strength)) : [])
            .Select(arm => arm with { Variant = LongVariant, Tasks = options.LongTasks });

    private IEnumerable<RehearsalArm> Ablations()
    {
        var power = Arm(RehearsalMethod.PowerLaw, options.Exponent);
        foreach (var exponent in new[] { .5, 2 })
        {
            yield return Arm(RehearsalMethod.PowerLaw, exponent);
        }

        yield return Arm(RehearsalMethod.Lwf, 1);
        foreach (var arm in Kernels().Append(Arm(RehearsalMethod.PowerLaw, 2)))
        {
            yield return arm with { Order = RehearsalOrder.Interleaved, Variant = Interleaved };
            yield return arm with { Fraction = .05, Variant = FractionVariant(.05) };
        }

        foreach (var fraction in Fractions.Where(fraction => fraction != options.Fraction))
        {
            yield return power with { Fraction = fraction, Variant = FractionVariant(fraction) };
        }

        foreach (var units in Widths.Where(units => units != options.HiddenUnits))
        {
            yield return power with { HiddenUnits = units, Variant = WidthVariant(units) };
            yield return Arm(RehearsalMethod.Naive) with { HiddenUnits = units, Variant = WidthVariant(units) };
        }

        yield return power with { Clock = RehearsalClock.LastPerformed, Variant = LastPerformed };
        yield return power with { MemoryPerTask = SmallMemory, Variant = $"{SmallMemory} stored a task" };
    }

    private IEnumerable<RehearsalArm> SplitDigits() =>
        new[] { Arm(RehearsalMethod.Naive), Arm(RehearsalMethod.PowerLaw, options.Exponent), Arm(RehearsalMethod.Uniform), Arm(RehearsalMethod.Lwf, 1) }
            .Concat(options.EwcStrengths.Select(strength => Arm(RehearsalMethod.Ewc, strength)))
            .Select(arm => arm with { ClassIncremental = true, Tasks = SplitTasks, Variant = Split });
}
