namespace Glia.Networks.Spiking;

/// <summary>By which weights errors go back through a layer.</summary>
public enum FeedbackMode
{
    /// <summary>The layer's own weights.</summary>
    Backprop,

    /// <summary>Fixed random weights, uniform in ±1/√inputs.</summary>
    FeedbackAlignment,

    /// <summary>The signs of the layer's weights, divided by √inputs.</summary>
    SignSymmetric,
}
