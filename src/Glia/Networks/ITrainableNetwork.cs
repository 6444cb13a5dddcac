namespace Glia.Networks;

/// <summary>A classifier in layers whose parameters lie in one flat buffer: all that a trainer or a strategy against forgetting needs to know.</summary>
/// <remarks>Rate and spiking networks implement it; so can a network of a user. Thread-safe: no.</remarks>
public interface ITrainableNetwork
{
    /// <summary>Units per layer, inputs first.</summary>
    IReadOnlyList<int> Sizes { get; }

    /// <summary>The layers' places in <see cref="Parameters"/>; a layer without biases has zeros there that never move.</summary>
    IReadOnlyList<PerceptronLayer> Layers { get; }

    /// <summary>All parameters that are trained, the layers' first.</summary>
    Span<float> Parameters { get; }

    /// <summary>Reserves what forward and backward passes need for batches of at most <paramref name="capacity"/> rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    ITrainingBatch CreateBatch(int capacity);

    /// <summary>Returns a network with the same parameters that shares nothing with this one.</summary>
    ITrainableNetwork Copy();
}
