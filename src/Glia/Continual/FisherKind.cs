namespace Glia.Continual;

/// <summary>How the diagonal of the Fisher information is estimated; a penalty's strength means nothing without saying which.</summary>
public enum FisherKind
{
    /// <summary>Mean over samples of (∂ log p(y|x))² with the samples' own labels.</summary>
    PerSampleEmpirical,

    /// <summary>The same with labels drawn from the network.</summary>
    PerSampleTrue,

    /// <summary>Mean over mini-batches of 16 of the squared mean gradient, as Avalanche does: smaller by about the batch size.</summary>
    BatchEmpirical,
}
