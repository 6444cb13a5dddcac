using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.ElmNeuron;

/// <summary>A model of a size on a task.</summary>
/// <param name="Part">The task.</param>
/// <param name="Model">The model.</param>
/// <param name="Size">Memories of an ELM neuron, hidden units of an LSTM, or channels of a TCN; 0 for the linear model.</param>
/// <param name="Setting">Length of a bin in ms, or for delayed recall the number of steps; 1 for neuron input and output.</param>
/// <param name="Variant">What is changed in the ELM neuron.</param>
public sealed record ElmArm(ElmPart Part, ElmModel Model, int Size, int Setting = 1, ElmVariant Variant = ElmVariant.Whole) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Task + ": " + ModelName + Change;

    private string Task => Part switch
    {
        ElmPart.NeuronIo => "neuron I/O",
        ElmPart.SpokenSum => FormattableString.Invariant($"sum of digits, {Setting} ms"),
        ElmPart.Recall => FormattableString.Invariant($"recall after {Setting}"),
        _ => FormattableString.Invariant($"SHD, {Setting} ms"),
    };

    private string ModelName => Model switch
    {
        ElmModel.Elm => FormattableString.Invariant($"ELM {Size}"),
        ElmModel.Lstm => FormattableString.Invariant($"LSTM {Size}"),
        ElmModel.ChronoLstm => FormattableString.Invariant($"chrono LSTM {Size}"),
        ElmModel.Tcn => FormattableString.Invariant($"TCN {Size}"),
        _ => "GLM",
    };

    private string Change => Variant switch
    {
        ElmVariant.DrawnRouting => ", random routing",
        ElmVariant.Tau1 => ", τ = 1 ms",
        ElmVariant.Tau5 => ", τ = 5 ms",
        ElmVariant.Tau150 => ", τ = 150 ms",
        ElmVariant.Linear => ", linear",
        ElmVariant.Lambda1 => ", λ = 1",
        ElmVariant.ShortTau => ", τ ≤ T/50",
        _ => "",
    };
}
