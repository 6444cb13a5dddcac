using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>What is changed on the way through a transformer; changes at one place are made in the order in which they were added.</summary>
/// <remarks>
/// <para>Gradients flow only through what is left: where a value was replaced, none reaches what it was computed from. An intervention that is used in
/// every training step is therefore a clamp through training, and holds in evaluation as well.</para>
/// <para>Tensors given to it must live as long as it is used. Thread-safe: no.</para>
/// </remarks>
/// <example><code>
/// var head = ActivationSelection.Head(6);
/// using var run = model.RunWith(tokens, new Interventions().Zero(ActivationSite.Parse("blocks.9.attn.hook_z"), head));
/// </code></example>
public sealed class Interventions
{
    private readonly List<(ActivationSite Site, Func<Tensor, Tensor> Change)> _changes = [];
    private readonly List<Route> _routes = [];

    internal IReadOnlyList<(ActivationSite Site, Func<Tensor, Tensor> Change)> Changes => _changes;

    internal IReadOnlyList<Route> Routes => _routes;

    /// <summary>Changes the activation by any function; it must return the same shape, and its argument must not be written to.</summary>
    public Interventions Apply(ActivationSite site, Func<Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _changes.Add((site, change));
        return this;
    }

    /// <summary>Puts a value in the place of the selected numbers.</summary>
    /// <param name="site">The place.</param>
    /// <param name="value">Broadcasts to the activation.</param>
    /// <param name="selection">What is replaced; null for everything.</param>
    public Interventions Replace(ActivationSite site, Tensor value, ActivationSelection? selection = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Apply(site, activation => Choose(site, selection, activation, value));
    }

    /// <summary>Sets the selected numbers to zero.</summary>
    public Interventions Zero(ActivationSite site, ActivationSelection? selection = null) =>
        Apply(site, activation => Choose(site, selection, activation, zeros_like(activation)));

    /// <summary>Adds a value to the selected numbers.</summary>
    public Interventions Add(ActivationSite site, Tensor value, ActivationSelection? selection = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Apply(site, activation => Choose(site, selection, activation, activation.Plus(value.to_type(activation.dtype))));
    }

    /// <summary>Multiplies the selected numbers.</summary>
    public Interventions Scale(ActivationSite site, double factor, ActivationSelection? selection = null) =>
        Apply(site, activation => Choose(site, selection, activation, activation.Times(factor)));

    /// <summary>Changes an activation by a function of another that the same pass computed before.</summary>
    /// <param name="source">The earlier place; what it holds after its own changes is handed over.</param>
    /// <param name="target">The later place.</param>
    /// <param name="change">From the earlier and the later activation to the new later one.</param>
    public Interventions From(ActivationSite source, ActivationSite target, Func<Tensor, Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _routes.Add(new Route(source, target, change));
        return this;
    }

    private static Tensor Choose(ActivationSite site, ActivationSelection? selection, Tensor activation, Tensor value)
    {
        var typed = value.dtype == activation.dtype ? value : value.to_type(activation.dtype);
        var mask = selection?.Mask(site, activation.shape);
        return mask is null ? typed.expand_as(activation) : where(mask, typed, activation);
    }

    /// <summary>A change that needs an earlier activation.</summary>
    internal sealed record Route(ActivationSite Source, ActivationSite Target, Func<Tensor, Tensor, Tensor> Change);
}
