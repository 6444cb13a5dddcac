using System.Text.Json.Serialization;
using Glia.Continual;
using Glia.Lab.Studies;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>A method on a stream of tasks.</summary>
/// <param name="Method">What is done about forgetting.</param>
/// <param name="Parameter">The α or λ of the rehearsal, or the strategy's strength; 0 where there is none.</param>
/// <param name="Variant">What differs from the study's main setting, in a few words; empty if nothing does.</param>
/// <param name="Tasks">Number of tasks.</param>
public sealed record RehearsalArm(RehearsalMethod Method, double Parameter, string Variant, int Tasks) : Arm
{
    /// <summary>The strategy's name where the method is one; empty otherwise.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>ρ, extra samples per new sample; 0 for methods that see none.</summary>
    public double Fraction { get; init; }

    /// <summary>Where rehearsal stands in a phase.</summary>
    public RehearsalOrder Order { get; init; }

    /// <summary>What lags are measured from.</summary>
    public RehearsalClock Clock { get; init; }

    /// <summary>Stored samples a task that are rehearsed; 0 for all.</summary>
    public int MemoryPerTask { get; init; }

    /// <summary>Units of each hidden layer.</summary>
    public int HiddenUnits { get; init; }

    /// <summary>Step size of gradient descent.</summary>
    public double LearningRate { get; init; }

    /// <summary>The tasks.</summary>
    public TaskStream Stream { get; init; }

    /// <summary>The largest number of seeds.</summary>
    public int Seeds { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Method == RehearsalMethod.Strategy
        ? WithVariant(StrategyFamily.Find(Strategy).NameOf(Parameter), Variant)
        : NameOf(Method, Parameter, Variant);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Seeds;

    /// <summary>Whether the arm meets earlier tasks again.</summary>
    [JsonIgnore]
    public bool Rehearses => IsRehearsal(Method);

    internal static bool IsRehearsal(RehearsalMethod method) =>
        method is RehearsalMethod.PowerLaw or RehearsalMethod.Uniform or RehearsalMethod.Exponential or RehearsalMethod.MostRecent;

    internal static string NameOf(RehearsalMethod method, double parameter, string variant) => WithVariant(
        FormattableString.Invariant(method switch
        {
            RehearsalMethod.Naive => $"naive",
            RehearsalMethod.ExtraOfCurrent => $"naive, more of each task",
            RehearsalMethod.Joint => $"joint",
            RehearsalMethod.PowerLaw => $"power law α={parameter}",
            RehearsalMethod.Uniform => $"uniform",
            RehearsalMethod.Exponential => $"exponential λ={parameter}",
            RehearsalMethod.MostRecent => $"most recent",
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "A strategy is named by its family."),
        }),
        variant);

    private static string WithVariant(string name, string variant) => variant.Length == 0 ? name : $"{name}, {variant}";
}
