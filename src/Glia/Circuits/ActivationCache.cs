using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Activations of one pass, by place.</summary>
/// <remarks>Owns its tensors. They are the very tensors of the pass: with gradients on, they are part of its graph.</remarks>
public sealed class ActivationCache : IDisposable
{
    private readonly Dictionary<ActivationSite, Tensor> _activations = [];
    private readonly TransformerConfiguration _configuration;

    internal ActivationCache(TransformerConfiguration configuration) => _configuration = configuration;

    /// <summary>The places whose activations were kept.</summary>
    public IReadOnlyCollection<ActivationSite> Sites => _activations.Keys;

    /// <summary>The activation at a place.</summary>
    /// <exception cref="ArgumentException">The model has no such place, or the pass did not keep it.</exception>
    public Tensor this[ActivationSite site]
    {
        get
        {
            site.Require(_configuration);
            return _activations.TryGetValue(site, out var activation) ? activation
                : throw new ArgumentException($"The pass did not keep {site}; name it among the activations to keep. Kept were {string.Join(", ", _activations.Keys.Take(10))}{(_activations.Count > 10 ? ", …" : "")}.", nameof(site));
        }
    }

    /// <summary>The activation of a kind in a layer.</summary>
    /// <inheritdoc cref="this[ActivationSite]"/>
    public Tensor this[ActivationKind kind, int layer = 0] => this[new ActivationSite(kind, layer)];

    /// <summary>The activation with a name of TransformerLens.</summary>
    /// <inheritdoc cref="this[ActivationSite]"/>
    /// <exception cref="FormatException">No place has that name.</exception>
    public Tensor this[string name] => this[ActivationSite.Parse(name)];

    /// <summary>Whether the pass kept a place.</summary>
    public bool Contains(ActivationSite site) => _activations.ContainsKey(site);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var activation in _activations.Values)
        {
            activation.Dispose();
        }
    }

    internal void Keep(ActivationSite site, Tensor activation) => _activations[site] = activation.DetachFromDisposeScope();
}
