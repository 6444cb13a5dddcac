namespace Glia.Circuits;

/// <summary>What a dimension of an activation counts.</summary>
public enum ActivationAxis
{
    /// <summary>Rows of the batch.</summary>
    Row,

    /// <summary>Positions of a text; in patterns, that of the query.</summary>
    Position,

    /// <summary>Positions of the keys in patterns.</summary>
    KeyPosition,

    /// <summary>Query heads.</summary>
    Head,

    /// <summary>Heads of keys and values.</summary>
    KeyValueHead,

    /// <summary>The numbers themselves: coordinates of the residual stream or of a head, or hidden units.</summary>
    Feature,
}
