namespace Glia.Neurons.Interchange;

/// <summary>A NIR neuron node in steps of time: multiply the input by the gain, neuron by neuron, and give it to the model.</summary>
/// <param name="Model">Equations and constants, in steps.</param>
/// <param name="Gain">What the input of each neuron is multiplied by, [neurons]: NIR's resistance and input weight have their place here.</param>
public sealed record NirLayer(NeuronModel Model, IReadOnlyList<double> Gain)
{
    /// <summary>Number of neurons.</summary>
    public int Neurons => Gain.Count;
}
