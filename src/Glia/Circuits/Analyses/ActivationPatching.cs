using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Activation patching: one activation of a run is replaced by its value in another, everything behind it is computed again, and a metric tells what it did.</summary>
/// <remarks>
/// Sweeps begin each pass at the block that is patched, from the residual stream of the run that is patched, and try many places in one
/// pass by stacking copies of the batch. Source: Meng and others 2022 (causal tracing), in the form of TransformerLens.
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="into">The tokens that are patched, [B, T].</param>
/// <param name="from">The tokens whose activations are put in, of the same shape.</param>
/// <param name="metric">What is measured.</param>
public sealed class ActivationPatching(Transformer model, Tensor into, Tensor from, LogitMetric metric)
{
    /// <summary>Most rows that one pass has; copies of the batch are stacked up to it. Default 256.</summary>
    public int MostRows { get; init; } = 256;

    /// <summary>Patches each head of each layer at all positions, or at one of each row, and returns the mean metric, [layer, head].</summary>
    /// <param name="kind">Which activation of the head: <see cref="ActivationKind.MixedValue"/>, query, key, value or pattern.</param>
    /// <param name="positions">Where each row is patched; null for everywhere.</param>
    /// <exception cref="ArgumentException">The two texts differ in shape, or the activation has no heads.</exception>
    public double[,] Heads(ActivationKind kind = ActivationKind.MixedValue, IReadOnlyList<int>? positions = null)
    {
        var heads = (int)HeadCount(new ActivationSite(kind));
        var effect = new double[model.Configuration.Layers, heads];
        Sweep(kind, heads, (layer, first, count, rows) => new ActivationSelection { HeadOfRow = Repeat(first, count, rows), PositionOfRow = Tile(positions, count) }, (layer, head, value) => effect[layer, head] = value);
        return effect;
    }

    /// <summary>Patches an activation of each layer at one position after the other and returns the mean metric, [layer, position].</summary>
    /// <param name="kind">Which activation: <see cref="ActivationKind.ResidualPre"/>, attention or feed-forward output …</param>
    /// <param name="head">The head that is patched; null for all, or where there are none.</param>
    /// <exception cref="ArgumentException">The two texts differ in shape.</exception>
    public double[,] Positions(ActivationKind kind = ActivationKind.ResidualPre, int? head = null)
    {
        var positions = (int)into.shape[1];
        var effect = new double[model.Configuration.Layers, positions];
        Sweep(kind, positions, (layer, first, count, rows) => new ActivationSelection { PositionOfRow = Repeat(first, count, rows), Heads = head is { } one ? [one] : null }, (layer, position, value) => effect[layer, position] = value);
        return effect;
    }

    private void Sweep(ActivationKind kind, int places, Func<int, int, int, int, ActivationSelection> select, Action<int, int, double> found)
    {
        TextPair.RequireSameShape(into, from);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        var rows = (int)into.shape[0];
        var most = Math.Max(1, MostRows / rows);
        using var patched = model.RunWith(into, null, site => site.Kind == ActivationKind.ResidualPre);
        using var source = model.RunWith(from, null, site => site.Kind == kind);
        for (var layer = 0; layer < model.Configuration.Layers; layer++)
        {
            var site = new ActivationSite(kind, layer);
            for (var first = 0; first < places; first += most)
            {
                using var inner = NewDisposeScope();
                var count = Math.Min(most, places - first);
                var interventions = new Interventions().Replace(site, TextPair.Copies(source.Cache[site], count), select(layer, first, count, rows));
                using var run = model.RunFrom(TextPair.Copies(patched.Cache[ActivationKind.ResidualPre, layer], count), layer, interventions);
                var means = metric.PerRow(run.Logits).view(count, rows).to_type(ScalarType.Float64).mean([1]);
                for (var i = 0; i < count; i++)
                {
                    found(layer, first + i, means[i].item<double>());
                }
            }
        }
    }

    private static int[] Repeat(int first, int count, int rows) => [.. Enumerable.Range(first, count).SelectMany(place => Enumerable.Repeat(place, rows))];

    private static int[]? Tile(IReadOnlyList<int>? positions, int count) => positions is null ? null : [.. Enumerable.Range(0, count).SelectMany(_ => positions)];

    private long HeadCount(ActivationSite site)
    {
        var axes = site.Axes;
        return axes.Contains(ActivationAxis.Head) ? model.Configuration.Heads
            : axes.Contains(ActivationAxis.KeyValueHead) ? model.Configuration.KeyValueHeadCount
            : throw new ArgumentException($"{site} has no heads; its dimensions are {string.Join(", ", axes)}.");
    }
}
