using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.SparseDendrites;

/// <summary>A calculation, which needs no seed, or a simulation with its setting.</summary>
/// <param name="Part">What is computed or simulated.</param>
/// <param name="Cells">Cells of the population, n; 0 where the part has many.</param>
/// <param name="Active">Active cells, a; 0 where the part has many.</param>
/// <param name="Patterns">Patterns that share a segment or are stored, M; 0 where that is not the part's question.</param>
/// <param name="Noise">Fraction of active cells that moved; 0 where that is not the part's question.</param>
public sealed record DendriteArm(DendritePart Part, int Cells = 0, int Active = 0, int Patterns = 0, double Noise = 0) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Part switch
    {
        DendritePart.FalseMatches => FormattableString.Invariant($"false matches, n={Cells}, a={Active}"),
        DendritePart.Misses => FormattableString.Invariant($"misses, noise {Noise}"),
        DendritePart.SharedSegments => FormattableString.Invariant($"shared segments, {Patterns} patterns"),
        DendritePart.DendriticNeuron => FormattableString.Invariant($"dendritic neuron, {Patterns} patterns"),
        DendritePart.LinearNeuron => FormattableString.Invariant($"linear neuron, {Patterns} patterns"),
        DendritePart.RealCodes => "codes of MNIST images",
        _ => Part.ToString().ToLowerInvariant() + ", by formula",
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Part <= DendritePart.Unions ? 1 : int.MaxValue;
}
