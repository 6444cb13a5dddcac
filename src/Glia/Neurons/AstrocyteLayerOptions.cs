namespace Glia.Neurons;

/// <summary>Size and astrocytes of an <see cref="AstrocyteLayer"/>.</summary>
public sealed record AstrocyteLayerOptions
{
    /// <summary>N, number of neurons.</summary>
    public required int Neurons { get; init; }

    /// <summary>Neuron and astrocyte. Its <see cref="AstrocyteModulatedLif.AstrocyteTau"/> has one value, or one an astrocyte; everything else one value, or one a neuron.</summary>
    public AstrocyteModulatedLif Unit { get; init; } = new();

    /// <summary>Neighbouring neurons that share one astrocyte; divides N. Default 1.</summary>
    public int Coverage { get; init; } = 1;

    /// <summary>What the astrocytes take up. Default <see cref="AstrocyteTrigger.OwnSpikes"/>.</summary>
    public AstrocyteTrigger Trigger { get; init; } = AstrocyteTrigger.OwnSpikes;

    /// <summary>Presynaptic channels that the astrocytes read, with <see cref="AstrocyteTrigger.Presynaptic"/>; 0 with own spikes. Default 0.</summary>
    public int Inputs { get; init; }

    /// <summary>Number of astrocytes, N divided by <see cref="Coverage"/>.</summary>
    public int Astrocytes => Neurons / Coverage;

    internal AstrocyteLayerOptions Validated()
    {
        ArgumentNullException.ThrowIfNull(Unit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Neurons);
        if (Coverage < 1 || Neurons % Coverage != 0)
        {
            throw new ArgumentException($"AstrocyteLayerOptions.Coverage must be 1 or more and divide the {Neurons} neurons; got {Coverage}.");
        }

        if (Trigger == AstrocyteTrigger.Presynaptic ? Inputs < 1 : Inputs != 0)
        {
            throw new ArgumentException($"AstrocyteLayerOptions.Inputs must be {(Trigger == AstrocyteTrigger.Presynaptic ? "1 or more with a presynaptic trigger" : "0 where astrocytes take up their own neurons' spikes")}; got {Inputs}.");
        }

        if (Unit.RefractorySteps > 0)
        {
            throw new ArgumentException($"An AstrocyteLayer has no refractory steps; got {Unit.RefractorySteps}. Set them to 0.");
        }

        Unit.Validate();
        foreach (var parameter in Unit.Parameters)
        {
            parameter.ValidateCount(nameof(AstrocyteModulatedLif), parameter.Name == nameof(AstrocyteModulatedLif.AstrocyteTau) ? Astrocytes : Neurons);
        }

        return this;
    }
}
