namespace Glia.Lab.Figures;

/// <summary>Spikes of many neurons over time.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Time">The time axis.</param>
/// <param name="Neurons">The neuron axis.</param>
/// <param name="SpikeTimes">Spike times, one list a neuron, from neuron 0.</param>
public sealed record RasterFigure(string Name, string Title, string Caption, Axis Time, Axis Neurons, IReadOnlyList<IReadOnlyList<double>> SpikeTimes) : Figure(Name, Title, Caption)
{
    /// <inheritdoc/>
    internal override (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data() =>
        ([Neurons.Label, Time.Label], SpikeTimes.SelectMany((times, neuron) => times.Select(time => (IReadOnlyList<object?>)[neuron, time])));
}
