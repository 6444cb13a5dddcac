using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>What happens at each place of one pass: changes first, then keeping.</summary>
internal sealed class PassHooks
{
    private static readonly int KindCount = Enum.GetValues<ActivationKind>().Length;
    private readonly List<Func<Tensor, Tensor>>?[] _changes;
    private readonly List<Interventions.Route>?[] _sources;
    private readonly Dictionary<Interventions.Route, Tensor> _routed = [];
    private readonly bool[] _kept;

    public PassHooks(TransformerConfiguration configuration, Interventions? interventions, Func<ActivationSite, bool>? kept)
    {
        var slots = KindCount * configuration.Layers;
        (_changes, _sources, _kept) = (new List<Func<Tensor, Tensor>>?[slots], new List<Interventions.Route>?[slots], new bool[slots]);
        Cache = new ActivationCache(configuration);
        foreach (var (site, change) in interventions?.Changes ?? [])
        {
            site.Require(configuration);
            (_changes[Slot(site.Kind, site.Layer)] ??= []).Add(change);
        }

        foreach (var route in interventions?.Routes ?? [])
        {
            route.Source.Require(configuration);
            route.Target.Require(configuration);
            (_sources[Slot(route.Source.Kind, route.Source.Layer)] ??= []).Add(route);
            (_changes[Slot(route.Target.Kind, route.Target.Layer)] ??= []).Add(activation => Routed(route, activation));
        }

        foreach (var site in kept is null ? [] : ActivationSite.All(configuration).Where(kept))
        {
            _kept[Slot(site.Kind, site.Layer)] = true;
        }
    }

    public ActivationCache Cache { get; }

    public bool Wants(ActivationKind kind, int layer)
    {
        var slot = Slot(kind, layer);
        return _kept[slot] || _changes[slot] is not null || _sources[slot] is not null;
    }

    public bool Changes(ActivationKind kind, int layer) => _changes[Slot(kind, layer)] is not null;

    public Tensor At(ActivationKind kind, int layer, Tensor activation)
    {
        var slot = Slot(kind, layer);
        if (_changes[slot] is { } changes)
        {
            activation = Changed(new ActivationSite(kind, layer), activation, changes);
        }

        if (_sources[slot] is { } routes)
        {
            routes.ForEach(route => _routed[route] = activation.alias().DetachFromDisposeScope());
        }

        if (_kept[slot])
        {
            Cache.Keep(new ActivationSite(kind, layer), activation);
        }

        return activation;
    }

    /// <summary>Frees what was kept only for interventions.</summary>
    public void Release()
    {
        foreach (var activation in _routed.Values)
        {
            activation.Dispose();
        }

        _routed.Clear();
    }

    private static Tensor Changed(ActivationSite site, Tensor activation, List<Func<Tensor, Tensor>> changes)
    {
        foreach (var change in changes)
        {
            var changed = change(activation);
            if (!changed.shape.AsSpan().SequenceEqual(activation.shape))
            {
                throw new ArgumentException($"{site}: an intervention returned the shape [{string.Join(", ", changed.shape)}]; the activation has [{string.Join(", ", activation.shape)}].");
            }

            activation = changed;
        }

        return activation;
    }

    private static int Slot(ActivationKind kind, int layer) => (layer * KindCount) + (int)kind;

    private Tensor Routed(Interventions.Route route, Tensor activation) => _routed.TryGetValue(route, out var source) ? route.Change(source, activation)
        : throw new ArgumentException($"{route.Source} is computed after {route.Target}, or not at all in this pass: nothing can be taken from it.");
}
