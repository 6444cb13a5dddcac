using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>How much of each head's attention goes to a kind of place: 0 none, 1 all.</summary>
/// <remarks>Score = Σ pattern ⊙ mask/Σ pattern over rows and queries. Source: the head detectors of TransformerLens; Olsson and others 2022, arXiv 2209.11895.</remarks>
public static class HeadScores
{
    /// <summary>To the token before, [layer, head].</summary>
    public static double[,] PreviousToken(Transformer model, Tensor tokens) => Score(model, tokens, (_, row, query, key) => key == query - 1);

    /// <summary>To earlier copies of the same token, [layer, head].</summary>
    public static double[,] DuplicateToken(Transformer model, Tensor tokens) => Score(model, tokens, (text, row, query, key) => key < query && text[row, key] == text[row, query]);

    /// <summary>To the tokens behind earlier copies of the same token, [layer, head].</summary>
    public static double[,] InductionToken(Transformer model, Tensor tokens) => Score(model, tokens, (text, row, query, key) => key > 0 && key <= query && key - 1 < query && text[row, key - 1] == text[row, query]);

    /// <summary>The induction score on random different tokens that are said twice, s₁ … s_n s₁ … s_n: mean attention of the second s_i to the token behind the first, [layer, head].</summary>
    /// <param name="model">The model.</param>
    /// <param name="random">Source of the tokens.</param>
    /// <param name="length">n; twice as many must fit into the context, with the first token if there is one.</param>
    /// <param name="rows">Texts.</param>
    /// <param name="firstToken">Put before every text, as a model may need; null for none.</param>
    /// <exception cref="ArgumentException">The texts do not fit into the context, or the vocabulary has not so many different tokens.</exception>
    public static double[,] Induction(Transformer model, RandomStream random, int length = 50, int rows = 8, int? firstToken = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, model.Configuration.Vocabulary - 1);
        using var scope = NewDisposeScope();
        var start = firstToken is null ? 0 : 1;
        var text = new long[rows, start + (2 * length)];
        for (var row = 0; row < rows; row++)
        {
            // Tokens differ within a text, so that there is one right place for each.
            var said = random.Permutation(model.Configuration.Vocabulary).Where(token => token != firstToken).Take(length).ToArray();
            text[row, 0] = firstToken ?? 0;
            for (var i = 0; i < length; i++)
            {
                text[row, start + i] = text[row, start + length + i] = said[i];
            }
        }

        var scores = Patterns(model, tensor(text), (pattern, layer) =>
        {
            // The last of the second copies has no token behind the first but the second half's beginning; all but it count.
            var attention = pattern.narrow(2, start + length, length - 1).narrow(3, start + 1, length - 1);
            return attention.diagonal(0, 2, 3).mean([0, 2]);
        });
        return scores;
    }

    private static double[,] Score(Transformer model, Tensor tokens, Func<long[,], int, int, int, bool> looksAt)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens);
        using var scope = NewDisposeScope();
        var (rows, steps) = ((int)tokens.shape[0], (int)tokens.shape[1]);
        var text = new long[rows, steps];
        tokens.contiguous().AsSpan<long>().CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref text[0, 0], text.Length));
        var mask = new double[rows * steps * steps];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = looksAt(text, i / (steps * steps), i / steps % steps, i % steps) ? 1 : 0;
        }

        var selected = tensor(mask).view(rows, 1, steps, steps).to_type(model.NumberType);
        return Patterns(model, tokens, (pattern, _) => (pattern * selected).sum([0L, 2, 3]) / pattern.sum([0L, 2, 3]));
    }

    private static double[,] Patterns(Transformer model, Tensor tokens, Func<Tensor, int, Tensor> perHead)
    {
        using var still = no_grad();
        using var run = model.RunWith(tokens, null, site => site.Kind == ActivationKind.Pattern);
        var scores = new double[model.Configuration.Layers, model.Configuration.Heads];
        for (var layer = 0; layer < model.Configuration.Layers; layer++)
        {
            var values = perHead(run.Cache[ActivationKind.Pattern, layer], layer).to_type(ScalarType.Float64).contiguous().AsSpan<double>();
            for (var head = 0; head < values.Length; head++)
            {
                scores[layer, head] = values[head];
            }
        }

        return scores;
    }
}
