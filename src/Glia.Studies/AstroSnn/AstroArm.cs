using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.AstroSnn;

/// <summary>A unit in one of the study's parts.</summary>
/// <param name="Part">The question.</param>
/// <param name="Unit">What remembers.</param>
/// <param name="Delay">D, steps from cue to answer; 0 outside the memory part.</param>
public sealed record AstroArm(AstroPart Part, AstroUnit Unit, int Delay = 0) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Part switch
    {
        AstroPart.Memory => FormattableString.Invariant($"recall D={Delay}, {Label(Unit)}"),
        AstroPart.Copying => $"copying, {Label(Unit)}",
        AstroPart.Association => $"associative recall, {Label(Unit)}",
        AstroPart.Language => $"text, {Label(Unit)}",
        _ => "generation cost",
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Part == AstroPart.Language && Unit == AstroUnit.NGram ? 1 : int.MaxValue;

    internal static string Label(AstroUnit unit) => unit switch
    {
        AstroUnit.AstrocyteModulated => "AM-SU (reconstruction)",
        AstroUnit.FrozenAstrocyte => "AM-SU (reconstruction), astrocyte τ=2",
        AstroUnit.Lif => "LIF",
        AstroUnit.WideLif => "LIF, twice the units",
        AstroUnit.AdaptiveLif => "adaptive LIF",
        AstroUnit.SlowLif => "LIF, slow learned leaks",
        AstroUnit.RecurrentLif => "recurrent LIF",
        AstroUnit.SpikeGpt => "RWKV mixing and LIF (as SpikeGPT)",
        AstroUnit.AstrocyteMemory => "AM-SU (reconstruction) with associative memory",
        AstroUnit.Gru => "GRU",
        AstroUnit.Transformer => "small GPT",
        _ => "5-gram Kneser-Ney",
    };
}
