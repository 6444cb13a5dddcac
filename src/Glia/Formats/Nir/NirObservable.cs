namespace Glia.Formats.Nir;

/// <summary>What was recorded of a node of a NIR graph: <see cref="NirTimeGrid"/> or <see cref="NirEvents"/>.</summary>
public abstract record NirObservable;
