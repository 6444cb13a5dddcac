namespace Glia.Studies.DeltaActivation;

/// <summary>A trained network with what stands at its places, and how it did.</summary>
internal sealed record RefinedNetwork(ClipNetwork Network, PlacedActivations Activations, OperatingPoint Point) : IDisposable
{
    public void Dispose()
    {
        Network.Dispose();
        Activations.Dispose();
    }
}
