using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Path patching: what a head does through the paths to chosen receivers alone.</summary>
/// <remarks>
/// <para>With x the clean and x̃ the corrupted text: (A) x̃ gives the sender's z̃; (B) x gives all values; (C) x again, the sender's z replaced by z̃ and the z of all
/// other heads frozen to (B), feed-forward parts computed anew unless they are frozen too: the receivers' values are recorded; (D) x once more, with
/// only the receivers set to what was recorded. The sender's effect is the metric of (D) against that of (B).</para>
/// <para>Many senders of a layer go through one pass as copies of the batch, from the sender's block on. Source: Wang and others 2022,
/// arXiv 2211.00593; Merullo, Eickhoff, Pavlick 2023, arXiv 2310.08744.</para>
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="clean">x, [B, T].</param>
/// <param name="corrupted">x̃, of the same shape.</param>
/// <param name="metric">What is measured.</param>
public sealed class PathPatching(Transformer model, Tensor clean, Tensor corrupted, LogitMetric metric)
{
    /// <summary>One position of each row at which senders, frozen heads and receivers are meant; null for all positions.</summary>
    public IReadOnlyList<int>? Positions { get; init; }

    /// <summary>Whether feed-forward parts are frozen as well, so that only direct paths remain. Default false.</summary>
    public bool FreezeFeedForward { get; init; }

    /// <summary>Most rows that one pass has. Default 256.</summary>
    public int MostRows { get; init; } = 256;

    /// <summary>Patches every head that can reach the receivers and returns the metric of each row, [layer][head][row]; empty for layers that cannot.</summary>
    /// <exception cref="ArgumentException">The texts differ in shape, there is no receiver, or no head lies before the receivers.</exception>
    public IReadOnlyList<IReadOnlyList<double[]>> Heads(params IReadOnlyList<PathReceiver> receivers)
    {
        Check(receivers);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        using var from = model.RunWith(corrupted, null, site => site.Kind == ActivationKind.MixedValue);
        using var into = model.RunWith(clean, null, site => site.Kind is ActivationKind.ResidualPre or ActivationKind.MixedValue or ActivationKind.FeedForwardOut);
        var (rows, heads, last) = ((int)clean.shape[0], model.Configuration.Heads, receivers.Max(receiver => receiver.LastSender));
        var most = Math.Max(1, MostRows / rows);
        return [.. Enumerable.Range(0, model.Configuration.Layers).Select(layer => layer > last ? (IReadOnlyList<double[]>)[]
            : [.. Enumerable.Range(0, heads).Chunk(most).SelectMany(senders => Senders(layer, senders, receivers, from.Cache, into.Cache))])];
    }

    /// <summary>The mean of <see cref="Heads"/> over rows, [layer, head]; not a number where no path exists.</summary>
    public double[,] HeadMeans(params IReadOnlyList<PathReceiver> receivers)
    {
        var found = Heads(receivers);
        var means = new double[model.Configuration.Layers, model.Configuration.Heads];
        for (var layer = 0; layer < model.Configuration.Layers; layer++)
        {
            for (var head = 0; head < model.Configuration.Heads; head++)
            {
                means[layer, head] = found[layer].Count > 0 ? found[layer][head].Average() : double.NaN;
            }
        }

        return means;
    }

    private double[][] Senders(int layer, int[] senders, IReadOnlyList<PathReceiver> receivers, ActivationCache from, ActivationCache into)
    {
        using var scope = NewDisposeScope();
        var (copies, rows) = (senders.Length, (int)clean.shape[0]);
        var places = Positions is null ? null : Enumerable.Range(0, copies).SelectMany(_ => Positions).ToArray();
        var changed = new Interventions();
        for (var later = layer; later < model.Configuration.Layers; later++)
        {
            changed.Replace(new ActivationSite(ActivationKind.MixedValue, later), TextPair.Copies(into[ActivationKind.MixedValue, later], copies), new ActivationSelection { PositionOfRow = places });
            if (FreezeFeedForward && model.Configuration.HiddenUnits > 0)
            {
                changed.Replace(new ActivationSite(ActivationKind.FeedForwardOut, later), TextPair.Copies(into[ActivationKind.FeedForwardOut, later], copies), new ActivationSelection { PositionOfRow = places });
            }
        }

        int[] headOfRow = [.. senders.SelectMany(sender => Enumerable.Repeat(sender, rows))];
        changed.Replace(new ActivationSite(ActivationKind.MixedValue, layer), TextPair.Copies(from[ActivationKind.MixedValue, layer], copies), new ActivationSelection { HeadOfRow = headOfRow, PositionOfRow = places });
        var sites = receivers.Select(receiver => new ActivationSite(receiver.Kind, receiver.Layer)).ToHashSet();
        using var recorded = model.RunFrom(TextPair.Copies(into[ActivationKind.ResidualPre, layer], copies), layer, changed, sites.Contains);

        var received = new Interventions();
        foreach (var receiver in receivers)
        {
            var site = new ActivationSite(receiver.Kind, receiver.Layer);
            received.Replace(site, recorded.Cache[site], new ActivationSelection { PositionOfRow = places, Heads = receiver.Head is { } head ? [head] : null });
        }

        var first = receivers.Min(receiver => receiver.Layer);
        using var end = model.RunFrom(TextPair.Copies(into[ActivationKind.ResidualPre, first], copies), first, received);
        var values = metric.PerRow(end.Logits).to_type(ScalarType.Float64).contiguous();
        return [.. Glia.Tensors.TensorSpans.AsSpan<double>(values).ToArray().Chunk(rows)];
    }

    private void Check(IReadOnlyList<PathReceiver> receivers)
    {
        TextPair.RequireSameShape(clean, corrupted);
        if (receivers.Count == 0)
        {
            throw new ArgumentException("Paths need at least one receiver.", nameof(receivers));
        }

        foreach (var receiver in receivers)
        {
            new ActivationSite(receiver.Kind, receiver.Layer).Require(model.Configuration);
            if (receiver.LastSender < 0)
            {
                throw new ArgumentException($"No head lies before {new ActivationSite(receiver.Kind, receiver.Layer)}: nothing can flow to it.", nameof(receivers));
            }
        }
    }
}
