using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>A model that gives the next token of a text, for whole windows at once and token by token alike.</summary>
public interface ILanguageModel : IDisposable
{
    /// <summary>Number of tokens that it knows, V.</summary>
    int Vocabulary { get; }

    /// <summary>Longest text that it can look back on; null where the state carries any length.</summary>
    int? Context { get; }

    /// <summary>What training changes.</summary>
    IReadOnlyList<Parameter> Trained { get; }

    /// <summary>Reads tokens after those of a state.</summary>
    /// <param name="tokens">[T, B], 64-bit integers from 0 to V − 1.</param>
    /// <param name="state">What was read before; null for the start of a text.</param>
    /// <returns>Logits [T, B, V] of the token after each, and the state after the last. The caller disposes the state.</returns>
    /// <exception cref="ArgumentException">The tokens have another shape or batch than the state, or reach beyond the context.</exception>
    (Tensor Logits, LanguageModelState State) Run(Tensor tokens, LanguageModelState? state);
}
