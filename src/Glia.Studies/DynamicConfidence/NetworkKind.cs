namespace Glia.Studies.DynamicConfidence;

/// <summary>The network that is trained and converted.</summary>
public enum NetworkKind
{
    /// <summary>784-256-128-10, fully connected.</summary>
    Dense,

    /// <summary>Convolutions 1→16 and 16→32 (3 × 3), each with average pooling by 2, then 1568-128-10.</summary>
    Convolutional,
}
