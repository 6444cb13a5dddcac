using Glia.Neurons;

namespace Glia.Language;

/// <summary>Size and neurons of a <see cref="SpikingLanguageModel"/>.</summary>
public sealed record SpikingLanguageModelOptions
{
    /// <summary>V, number of tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>d, width of the residual stream. Default 96.</summary>
    public int Width { get; init; } = 96;

    /// <summary>L, number of blocks. Default 2.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Units of a block's second half, as a multiple of d. Default 4.</summary>
    public int Expansion { get; init; } = 4;

    /// <summary>Gives the spiking model of a layer of so many units. Default leaky integrate-and-fire, τ = 2, whole input.</summary>
    public Func<int, NeuronModel> Neuron { get; init; } = _ => new LeakyIntegrateAndFire { InputDecay = InputDecay.Whole, ResetGradient = ResetGradient.Detached };

    internal SpikingLanguageModelOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Vocabulary, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Expansion);
        return this;
    }
}
