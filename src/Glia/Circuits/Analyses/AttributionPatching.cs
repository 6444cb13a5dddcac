using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Attribution patching: what activation patching would find at every place at once, to first order, from two forward passes and one backward.</summary>
/// <remarks>
/// Effect of putting a clean activation into the corrupted run ≈ (a_clean − a_corrupted)·∂M/∂a at the corrupted run, summed over the place.
/// Exact where the rest of the model is linear. Source: Nanda 2023; Syed, Rager, Conmy 2023, arXiv 2310.10348.
/// </remarks>
public static class AttributionPatching
{
    /// <summary>Returns, for each place of some kinds, the estimate in the activation's own shape, [B, …], before any sum.</summary>
    /// <param name="model">The model; its parameters need no gradients.</param>
    /// <param name="corrupted">The tokens that would be patched, [B, T].</param>
    /// <param name="clean">The tokens whose activations would be put in, of the same shape.</param>
    /// <param name="metric">What is measured; it must have a gradient.</param>
    /// <param name="kinds">Which activations.</param>
    /// <exception cref="ArgumentException">The two texts differ in shape.</exception>
    public static ActivationCache Estimate(Transformer model, Tensor corrupted, Tensor clean, LogitMetric metric, params IReadOnlyList<ActivationKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(metric);
        TextPair.RequireSameShape(corrupted, clean);
        using var scope = NewDisposeScope();
        using var target = Still(() => model.RunWith(clean, null, Kept));
        using var graph = enable_grad();

        // Parameters are constants here; the graph grows from the embedding.
        var rooted = new Interventions().Apply(new ActivationSite(ActivationKind.Embed), activation => activation.detach().requires_grad_(true));
        using var run = model.RunWith(corrupted, rooted, Kept);
        var sites = run.Cache.Sites.ToArray();
        var gradients = autograd.grad([metric.PerRow(run.Logits).sum()], [.. sites.Select(site => run.Cache[site])], allow_unused: true);
        var estimates = new ActivationCache(model.Configuration);
        using var still = no_grad();
        for (var i = 0; i < sites.Length; i++)
        {
            var difference = target.Cache[sites[i]] - run.Cache[sites[i]];
            estimates.Keep(sites[i], gradients[i] is { IsInvalid: false } gradient ? difference * gradient : zeros_like(difference));
        }

        return estimates;

        bool Kept(ActivationSite site) => kinds.Contains(site.Kind);

        static ActivationRun Still(Func<ActivationRun> pass)
        {
            using var none = no_grad();
            return pass();
        }
    }

    /// <summary>Sums an estimate over everything but its heads and takes the mean over rows, [layer, head].</summary>
    public static double[,] ByHead(ActivationCache estimates, TransformerConfiguration configuration, ActivationKind kind = ActivationKind.MixedValue)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        ArgumentNullException.ThrowIfNull(configuration);
        var axes = new ActivationSite(kind).Axes;
        var headAxis = Enumerable.Range(0, axes.Count).FirstOrDefault(i => axes[i] is ActivationAxis.Head or ActivationAxis.KeyValueHead, -1);
        if (headAxis < 0)
        {
            throw new ArgumentException($"{new ActivationSite(kind)} has no heads.", nameof(kind));
        }

        using var scope = NewDisposeScope();
        var heads = axes[headAxis] == ActivationAxis.Head ? configuration.Heads : configuration.KeyValueHeadCount;
        var effect = new double[configuration.Layers, heads];
        for (var layer = 0; layer < configuration.Layers; layer++)
        {
            var estimate = estimates[kind, layer];
            var sums = estimate.movedim([headAxis], [0L]).reshape(heads, -1).to_type(ScalarType.Float64).sum(dim: 1).DividedBy(estimate.shape[0]);
            for (var head = 0; head < heads; head++)
            {
                effect[layer, head] = sums[head].item<double>();
            }
        }

        return effect;
    }
}
