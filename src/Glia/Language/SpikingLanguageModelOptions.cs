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

    /// <summary>Units of a block's first half, as a multiple of d. Default 1.</summary>
    public int FirstExpansion { get; init; } = 1;

    /// <summary>Units of a block's second half, as a multiple of d. Default 4.</summary>
    public int Expansion { get; init; } = 4;

    /// <summary>Gives the spiking model of a layer of so many units. Default leaky integrate-and-fire, τ = 2, whole input.</summary>
    public Func<int, NeuronModel> Neuron { get; init; } = _ => new LeakyIntegrateAndFire { InputDecay = InputDecay.Whole, ResetGradient = ResetGradient.Detached };

    /// <summary>How tokens come together. Default <see cref="SpikingTimeMixing.TokenShift"/>.</summary>
    public SpikingTimeMixing TimeMixing { get; init; } = SpikingTimeMixing.TokenShift;

    /// <summary>Heads of an <see cref="AstrocyteMemory"/> in each block, which divide d; 0 for none. Not with <see cref="SpikingTimeMixing.Rwkv"/>. Default 0.</summary>
    public int MemoryHeads { get; init; }

    internal SpikingLanguageModelOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Vocabulary, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FirstExpansion);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Expansion);
        ArgumentOutOfRangeException.ThrowIfNegative(MemoryHeads);
        return MemoryHeads == 0 || (TimeMixing != SpikingTimeMixing.Rwkv && Width % MemoryHeads == 0) ? this
            : throw new ArgumentException($"SpikingLanguageModelOptions.MemoryHeads must divide the width of {Width}, and be 0 with RWKV's time mixing; got {MemoryHeads} and {TimeMixing}.");
    }
}
