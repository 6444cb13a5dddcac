using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Sequences;

/// <summary>A probe of memory: one of several channels carries a pulse in the first step, noise follows, and the channel must be named at the end.</summary>
/// <param name="symbols">Number of channels. Default 8.</param>
/// <param name="noise">Standard deviation of the normal noise on every channel in every step. Default 0.1.</param>
public sealed class DelayedRecall(int symbols = 8, double noise = 0.1)
{
    private readonly double _noise = noise >= 0 ? noise : throw new ArgumentOutOfRangeException(nameof(noise), noise, "Noise must not be negative.");

    /// <summary>Number of channels.</summary>
    public int Symbols { get; } = symbols > 1 ? symbols : throw new ArgumentOutOfRangeException(nameof(symbols), symbols, "There must be at least two symbols.");

    /// <summary>Draws sequences.</summary>
    /// <param name="random">Stream that is read.</param>
    /// <param name="batch">Number of sequences B.</param>
    /// <param name="steps">Length T; the answer is due after the last.</param>
    /// <returns>[T, B, symbols], and the channels of the pulses.</returns>
    public (Tensor Inputs, int[] Labels) Draw(RandomStream random, int batch, int steps)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var inputs = TensorInitialization.Gaussian(random, [steps, batch, Symbols], 0, _noise);
        var values = inputs.AsSpan<float>();
        var labels = new int[batch];
        for (var b = 0; b < batch; b++)
        {
            labels[b] = random.NextInt(Symbols);
            values[(b * Symbols) + labels[b]] += 1;
        }

        return (inputs, labels);
    }
}
