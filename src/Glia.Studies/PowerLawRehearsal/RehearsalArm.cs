using System.Globalization;
using System.Text.Json.Serialization;
using Glia.Continual;
using Glia.Lab.Studies;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>A method with its parameter, on a stream of tasks.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameter">α, λ or c, by the method; 0 where it has none.</param>
/// <param name="Scenario">Permuted MNIST (domain-incremental) or split MNIST (class-incremental).</param>
/// <param name="Tasks">Number of tasks.</param>
/// <param name="Fraction">ρ, rehearsed samples per new one.</param>
/// <param name="Hidden">Units of each of the two hidden layers.</param>
/// <param name="Order">Where the rehearsal stands.</param>
/// <param name="Clock">What lags are measured from.</param>
public sealed record RehearsalArm(
    RehearsalMethod Method, double Parameter, TaskScenario Scenario, int Tasks, double Fraction, int Hidden, RehearsalOrder Order, RehearsalClock Clock) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name
    {
        get
        {
            var method = string.Create(CultureInfo.InvariantCulture, $"{Title}, {Tasks} tasks");
            method += Scenario == TaskScenario.ClassIncremental ? ", split" : "";
            method += Rehearses ? string.Create(CultureInfo.InvariantCulture, $", ρ={Fraction}") : "";
            method += string.Create(CultureInfo.InvariantCulture, $", h={Hidden}");
            method += Order == RehearsalOrder.Interleaved ? ", interleaved" : "";
            return method + (Clock == RehearsalClock.LastPerformed ? ", clock last performed" : "");
        }
    }

    /// <summary>The method with its parameter.</summary>
    [JsonIgnore]
    public string Title => Method switch
    {
        RehearsalMethod.PowerLaw => string.Create(CultureInfo.InvariantCulture, $"power law α={Parameter}"),
        RehearsalMethod.Exponential => string.Create(CultureInfo.InvariantCulture, $"exponential λ={Parameter}"),
        RehearsalMethod.Ewc => string.Create(CultureInfo.InvariantCulture, $"EWC λ={Parameter}"),
        RehearsalMethod.SynapticIntelligence => string.Create(CultureInfo.InvariantCulture, $"SI c={Parameter}"),
        RehearsalMethod.Lwf => string.Create(CultureInfo.InvariantCulture, $"LwF α={Parameter}"),
        RehearsalMethod.CurrentTask => "naive, extra samples",
        RehearsalMethod.MostRecent => "most recent",
        RehearsalMethod.Uniform => "uniform",
        RehearsalMethod.Joint => "joint",
        _ => "naive",
    };

    /// <summary>Whether the arm sees more samples than the new ones.</summary>
    [JsonIgnore]
    public bool Rehearses => Method is RehearsalMethod.CurrentTask or RehearsalMethod.PowerLaw or RehearsalMethod.Exponential or RehearsalMethod.Uniform or RehearsalMethod.MostRecent;

    /// <summary>Whether the arm is one of the regularisation methods, whose strength a grid chooses.</summary>
    [JsonIgnore]
    public bool Regularises => Method is RehearsalMethod.Ewc or RehearsalMethod.SynapticIntelligence or RehearsalMethod.Lwf;
}
