namespace Glia.Lab.Figures;

/// <summary>A stretch of neurons of a raster that is drawn in a colour of its own, such as the inhibitory ones.</summary>
/// <param name="Label">The name in the legend.</param>
/// <param name="First">The first neuron.</param>
/// <param name="Count">How many neurons.</param>
public sealed record NeuronGroup(string Label, int First, int Count);
