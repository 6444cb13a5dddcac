namespace Glia.Circuits;

/// <summary>What a later head takes from an earlier one.</summary>
public enum CompositionKind
{
    /// <summary>Its queries.</summary>
    Query,

    /// <summary>Its keys.</summary>
    Key,

    /// <summary>Its values.</summary>
    Value,
}
