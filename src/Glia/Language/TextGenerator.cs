using System.Numerics.Tensors;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>Text from a language model, one token at a time.</summary>
public static class TextGenerator
{
    /// <summary>Draws tokens that go on from a prompt.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">At least one token.</param>
    /// <param name="count">Tokens to draw.</param>
    /// <param name="random">The stream that is read, one number a token.</param>
    /// <param name="temperature">Logits are divided by it; greater than 0.</param>
    /// <returns>The tokens after the prompt.</returns>
    /// <exception cref="ArgumentException">The prompt is empty, or prompt and tokens reach beyond the model's context.</exception>
    public static int[] Generate(this ILanguageModel model, IReadOnlyList<int> prompt, int count, RandomStream random, double temperature)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Count == 0)
        {
            throw new ArgumentException("A model goes on from a prompt of at least one token; got none.", nameof(prompt));
        }

        using var scope = NewDisposeScope();
        using var still = no_grad();
        ArgumentNullException.ThrowIfNull(model);
        var (logits, state) = model.Run(tensor(prompt.Select(token => (long)token).ToArray()).unsqueeze(1), null);
        try
        {
            var drawn = new int[count];
            for (var i = 0; i < count; i++)
            {
                (drawn[i], var next) = i == 0 ? (Draw(logits[-1], random, temperature), null) : model.Generate(drawn[i - 1], state, random, temperature);
                if (next is not null)
                {
                    state.Dispose();
                    state = next;
                }
            }

            return drawn;
        }
        finally
        {
            state.Dispose();
        }
    }

    /// <summary>Reads one token and draws the next.</summary>
    /// <param name="model">The model.</param>
    /// <param name="token">The token that is read.</param>
    /// <param name="state">What was read before; null for the start of a text.</param>
    /// <param name="random">The stream that is read, one number.</param>
    /// <param name="temperature">Logits are divided by it; greater than 0.</param>
    /// <returns>The token drawn, and the state after the one that was read; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive.</exception>
    public static (int Token, LanguageModelState State) Generate(this ILanguageModel model, int token, LanguageModelState? state, RandomStream random, double temperature)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (logits, next) = model.Run(tensor(new[] { (long)token }).unsqueeze(1), state);
        return (Draw(logits[0], random, temperature), next);
    }

    private static int Draw(TorchSharp.torch.Tensor logits, RandomStream random, double temperature)
    {
        var scores = logits.contiguous().AsReadOnlySpan<float>().ToArray();
        TensorPrimitives.Divide(scores, (float)temperature, scores);
        TensorPrimitives.SoftMax<float>(scores, scores);
        var draw = random.NextDouble();
        for (var token = 0; token < scores.Length - 1; token++)
        {
            if ((draw -= scores[token]) < 0)
            {
                return token;
            }
        }

        return scores.Length - 1;
    }
}
