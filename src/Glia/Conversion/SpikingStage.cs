namespace Glia.Conversion;

/// <summary>Linear layers and the integrate-and-fire neurons behind them.</summary>
/// <param name="Linear">Dense, convolution and pooling layers.</param>
/// <param name="Name">The name of the activation that the neurons stand for.</param>
/// <param name="Threshold">θ, also the size of a spike.</param>
/// <param name="FanOut">Synaptic operations of a spike of each neuron.</param>
internal sealed record SpikingStage(IFeedforwardLayer[] Linear, string Name, float Threshold, float[] FanOut)
{
    public int Neurons => FanOut.Length;
}
