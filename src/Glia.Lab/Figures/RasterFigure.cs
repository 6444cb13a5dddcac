namespace Glia.Lab.Figures;

/// <summary>A spike raster: neuron index over time.</summary>
public sealed record RasterFigure : Figure
{
    /// <summary>The spikes, in any order.</summary>
    public required IReadOnlyList<Spike> Spikes { get; init; }

    /// <summary>How many neurons there are, silent ones included.</summary>
    public required int NeuronCount { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(NeuronCount > 0, "a raster must have at least one neuron.");
        Require(Spikes.All(spike => spike.Neuron >= 0 && spike.Neuron < NeuronCount && double.IsFinite(spike.Time)),
            $"every spike must have a finite time and a neuron from 0 to {NeuronCount - 1}.");
        Require(XAxis.Scale == AxisScale.Linear && YAxis.Scale == AxisScale.Linear, "a raster's axes are linear.");
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "time", "neuron");
        foreach (var spike in Spikes)
        {
            CsvTable.Row(writer, spike.Time, spike.Neuron);
        }
    }
}
