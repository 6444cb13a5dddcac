namespace Glia.Lab.Figures;

/// <summary>A spike raster: neuron index over time.</summary>
public sealed record RasterFigure : Figure
{
    /// <summary>The spikes, in any order.</summary>
    public required IReadOnlyList<Spike> Spikes { get; init; }

    /// <summary>How many neurons there are, silent ones included.</summary>
    public required int NeuronCount { get; init; }

    /// <summary>Groups of neurons with colours of their own; neurons in none are drawn dark.</summary>
    public IReadOnlyList<NeuronGroup> Groups { get; init; } = [];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(NeuronCount > 0, "a raster must have at least one neuron.");
        Require(Spikes.All(spike => spike.Neuron >= 0 && spike.Neuron < NeuronCount && double.IsFinite(spike.Time)),
            $"every spike must have a finite time and a neuron from 0 to {NeuronCount - 1}.");
        var end = 0;
        foreach (var group in Groups.OrderBy(group => group.First))
        {
            Require(group.Count > 0 && group.First >= end && group.First <= NeuronCount - group.Count,
                $"group '{group.Label}' must hold neurons from {end} to {NeuronCount - 1} that are in no other; got {group.Count} from {group.First}.");
            end = group.First + group.Count;
        }

        Require(XAxis.Scale == AxisScale.Linear && YAxis.Scale == AxisScale.Linear, "a raster's axes are linear.");
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "time", "neuron", "group");
        var groups = GroupOfNeurons();
        foreach (var spike in Spikes)
        {
            CsvTable.Row(writer, spike.Time, spike.Neuron, groups[spike.Neuron] < 0 ? "" : Groups[groups[spike.Neuron]].Label);
        }
    }

    // One look-up a spike: there may be a hundred thousand.
    internal int[] GroupOfNeurons()
    {
        var groups = new int[NeuronCount];
        Array.Fill(groups, -1);
        for (var i = 0; i < Groups.Count; i++)
        {
            Array.Fill(groups, i, Groups[i].First, Groups[i].Count);
        }

        return groups;
    }
}
