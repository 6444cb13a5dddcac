using System.Text.Json.Serialization;
using Glia.Lab.Studies;
using Glia.Memories;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>A memory and what is done with it.</summary>
/// <param name="Part">What is done.</param>
/// <param name="Patterns">K.</param>
/// <param name="Dilution">d, the share of blank entries.</param>
/// <param name="Temperature">T over its critical value 1 − d.</param>
/// <param name="Examples">M, examples of each pattern; 0 where the patterns themselves are stored.</param>
/// <param name="Rule">How examples are learned.</param>
public sealed record MemoryArm(MemoryPart Part, int Patterns, double Dilution = 0, double Temperature = 0, int Examples = 0, HebbianRule Rule = HebbianRule.Supervised) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => FormattableString.Invariant(Part switch
    {
        MemoryPart.Recall => (FormattableString)$"recall, K={Patterns}, d={Dilution}",
        MemoryPart.RecallOfMixture => $"recall of a mixture, K={Patterns}, d={Dilution}",
        MemoryPart.Noise => $"noise, K={Patterns}, d={Dilution}, T/Tc={Temperature}",
        MemoryPart.Theory => $"theory, K={Patterns}, d={Dilution}, T/Tc={Temperature}",
        MemoryPart.Learning => $"{(Rule == HebbianRule.Supervised ? "supervised" : "unsupervised")}, M={Examples}",
        MemoryPart.PhaseMap => $"phase map, K={Patterns}",
        _ => $"digits, M={Examples}",
    });

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Part is MemoryPart.Theory or MemoryPart.PhaseMap ? 1 : int.MaxValue;
}
