using static TorchSharp.torch;

namespace Glia.Language;

internal static class TokenShapes
{
    public static void Check(Tensor tokens, LanguageModelState? state, long? stateBatch)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.dtype != ScalarType.Int64 || tokens.shape is not [> 0, > 0])
        {
            throw new ArgumentException($"A language model takes tokens [T, B] as 64-bit integers; got {tokens.dtype} [{string.Join(", ", tokens.shape)}].", nameof(tokens));
        }

        if (state is not null && stateBatch != tokens.shape[1])
        {
            throw new ArgumentException($"The state is of a batch of {stateBatch}, the tokens of {tokens.shape[1]}. Start with no state, or keep the batch.", nameof(tokens));
        }
    }

    /// <summary>Rows of an embedding for tokens [T, B]: [T, B, d].</summary>
    public static Tensor Embed(Tensor tokens, Tensor embedding) => embedding.index_select(0, tokens.reshape(-1)).view(tokens.shape[0], tokens.shape[1], -1);
}
