using System.Numerics.Tensors;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>How surprised a language model is by a text.</summary>
public static class LanguageModelScoring
{
    /// <summary>Returns the surprise of each token but the first in bits, −log₂ p; their mean is the bits per character.</summary>
    /// <param name="model">The model. One whose state carries any length reads the text from the start; one with a context reads windows that overlap by half.</param>
    /// <param name="tokens">At least two tokens.</param>
    /// <param name="window">Tokens a run. Default 256, or the model's context.</param>
    /// <exception cref="ArgumentException">There are fewer than two tokens.</exception>
    public static double[] Bits(this ILanguageModel model, IReadOnlyList<int> tokens, int window = 256)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        if (tokens.Count < 2)
        {
            throw new ArgumentException($"A text of {tokens.Count} tokens has none to predict; give at least two.", nameof(tokens));
        }

        using var still = no_grad();
        var bits = new double[tokens.Count - 1];
        window = Math.Min(window, model.Context ?? window);
        LanguageModelState? state = null;
        for (var done = 0; done < bits.Length;)
        {
            using var scope = NewDisposeScope();
            var overlap = model.Context is null ? 0 : Math.Min(done, window / 2);
            var count = Math.Min(window - overlap, bits.Length - done);
            var inputs = Enumerable.Range(done - overlap, count + overlap).Select(i => (long)tokens[i]).ToArray();
            var (logits, next) = model.Run(tensor(inputs).unsqueeze(1), state);
            state?.Dispose();
            state = next;
            if (model.Context is not null)
            {
                state.Dispose();
                state = null;
            }

            var rows = logits.contiguous().AsReadOnlySpan<float>();
            for (var i = 0; i < count; i++)
            {
                bits[done + i] = Surprise(rows.Slice((overlap + i) * model.Vocabulary, model.Vocabulary), tokens[done + i + 1]);
            }

            done += count;
        }

        state?.Dispose();
        return bits;
    }

    private static double Surprise(ReadOnlySpan<float> logits, int token)
    {
        var highest = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - highest);
        }

        return (Math.Log(sum) - (logits[token] - highest)) / Math.Log(2);
    }
}
