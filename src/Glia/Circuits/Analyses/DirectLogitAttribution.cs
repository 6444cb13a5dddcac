using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Direct logit attribution: the share of every head, feed-forward part and embedding in a logit difference.</summary>
/// <remarks>
/// The last residual stream is a sum of what the parts wrote, and with the scale of the last norm taken from the run, logits are linear in it:
/// share = centre(part)/scale ⊙ w · (W_U[:, a] − W_U[:, b]). Shares add up to the difference exactly. Source: Elhage and others 2021; TransformerLens.
/// </remarks>
public static class DirectLogitAttribution
{
    /// <summary>Returns the shares in logit[answer] − logit[distractor] at a position of each row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">[B, T].</param>
    /// <param name="answers">The output that is credited, one a row.</param>
    /// <param name="distractors">The output that is debited, one a row; null for the logit alone.</param>
    /// <param name="positions">Where each row is read; null for its last position.</param>
    /// <exception cref="ArgumentException">The tokens do not fit the model, or not each row has one answer.</exception>
    public static IReadOnlyList<LogitAttribution> Shares(
        Transformer model, Tensor tokens, IReadOnlyList<int> answers, IReadOnlyList<int>? distractors = null, IReadOnlyList<int>? positions = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count != tokens.shape[0] || (distractors is not null && distractors.Count != answers.Count))
        {
            throw new ArgumentException($"Each of the {tokens.shape[0]} rows needs an answer and a distractor; got {answers.Count} and {distractors?.Count ?? answers.Count}.", nameof(answers));
        }

        using var scope = NewDisposeScope();
        using var still = no_grad();
        var last = new ActivationSite(ActivationKind.FinalNormScale);
        var normalizes = model.Configuration.Normalization != NormalizationKind.None;
        using var run = model.RunWith(tokens, null, site => site == last || site.Kind is ActivationKind.Embed or ActivationKind.PositionEmbed or ActivationKind.HeadResult or ActivationKind.AttentionOut or ActivationKind.FeedForwardOut);
        var places = tensor([.. (positions ?? Enumerable.Repeat(-1, answers.Count).ToArray()).Select(position => (long)(position < 0 ? position + (int)tokens.shape[1] : position))]);
        var direction = Direction(model, answers, distractors);
        var scaled = normalizes ? direction / At(run.Cache[last], places) : direction;

        var shares = new List<LogitAttribution>();
        Add("embed", -1, -1, run.Cache[ActivationKind.Embed]);
        if (model.Configuration.LearnedPositions)
        {
            Add("pos_embed", -1, -1, run.Cache[ActivationKind.PositionEmbed]);
        }

        for (var layer = 0; layer < model.Configuration.Layers; layer++)
        {
            var results = run.Cache[ActivationKind.HeadResult, layer];
            for (var head = 0; head < model.Configuration.Heads; head++)
            {
                Add($"L{layer}H{head}", layer, head, results.select(2, head));
            }

            if (model.Weights.Blocks[layer].Output.Bias is { } bias)
            {
                Add($"L{layer} bias", layer, -1, bias.expand(results.shape[0], results.shape[1], -1));
            }

            if (model.Configuration.HiddenUnits > 0)
            {
                Add($"L{layer} mlp", layer, -1, run.Cache[ActivationKind.FeedForwardOut, layer]);
            }
        }

        shares.Add(new LogitAttribution("final bias", -1, -1, Numbers(Constant(model, answers, distractors))));
        return shares;

        void Add(string component, int layer, int head, Tensor written) => shares.Add(new LogitAttribution(component, layer, head, Numbers((At(written, places) * scaled).sum(dim: 1))));
    }

    /// <summary>What a written vector is multiplied with, [B, d]: norm weights ⊙ the difference of unembedding columns, centred where the norm centres.</summary>
    private static Tensor Direction(Transformer model, IReadOnlyList<int> answers, IReadOnlyList<int>? distractors)
    {
        var unembedding = model.Weights.Unembedding.Weight.t().to_type(model.NumberType);
        var direction = unembedding.index_select(0, Index(answers));
        if (distractors is not null)
        {
            direction = direction - unembedding.index_select(0, Index(distractors));
        }

        if (model.Weights.FinalNorm is { } norm)
        {
            direction = direction * norm.Weight.to_type(model.NumberType);
        }

        // centre(x)·v = x·centre(v).
        return model.Configuration.Normalization == NormalizationKind.LayerNorm ? direction - direction.mean([1], keepdim: true) : direction;
    }

    /// <summary>What no part wrote: the last norm's bias and the unembedding's, [B].</summary>
    private static Tensor Constant(Transformer model, IReadOnlyList<int> answers, IReadOnlyList<int>? distractors)
    {
        var constant = zeros(model.Configuration.OutputCount, dtype: model.NumberType);
        if (model.Weights.FinalNorm?.Bias is { } bias)
        {
            constant = matmul(bias.to_type(model.NumberType), model.Weights.Unembedding.Weight.to_type(model.NumberType));
        }

        if (model.Weights.UnembeddingBias is { } last)
        {
            constant = constant.Plus(last.to_type(model.NumberType));
        }

        var of = constant.index_select(0, Index(answers));
        return distractors is null ? of : of - constant.index_select(0, Index(distractors));
    }

    private static Tensor At(Tensor activation, Tensor places) => activation.gather(1, places.view(-1, 1, 1).expand(-1, 1, activation.shape[2])).squeeze(1);

    private static Tensor Index(IReadOnlyList<int> outputs) => tensor([.. outputs.Select(output => (long)output)]);

    private static double[] Numbers(Tensor perRow) => perRow.to_type(ScalarType.Float64).contiguous().AsSpan<double>().ToArray();
}
