using Glia.Random;

namespace Glia.Sequences;

/// <summary>Copying: some symbols, a number of blanks, a mark, and then the symbols are asked for in their order.</summary>
/// <remarks>Hochreiter and Schmidhuber 1997; in the form of Arjovsky, Shah and Bengio 2016, arXiv 1511.06464. Symbols are one-hot; the last two channels are blank and mark.</remarks>
public sealed record CopyTask
{
    /// <summary>Symbols to be copied. Default 8.</summary>
    public int Length { get; init; } = 8;

    /// <summary>D, blanks before the mark. Default 20.</summary>
    public int Delay { get; init; } = 20;

    /// <summary>Size of the alphabet. Default 8.</summary>
    public int Symbols { get; init; } = 8;

    /// <summary>T = 2·length + D; the mark stands at the first step of the answer.</summary>
    public int Steps => (2 * Length) + Delay;

    /// <summary>Symbols, blank and mark.</summary>
    public int Channels => Symbols + 2;

    /// <summary>Draws sequences.</summary>
    /// <param name="count">B.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>Sequences whose answers are the symbols, at the last <see cref="Length"/> steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count or a property is out of range.</exception>
    public SequenceTask Draw(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Length);
        ArgumentOutOfRangeException.ThrowIfNegative(Delay);
        ArgumentOutOfRangeException.ThrowIfLessThan(Symbols, 2);
        ArgumentNullException.ThrowIfNull(random);
        var inputs = new float[Steps * count * Channels];
        var targets = new int[Length * count];
        for (var b = 0; b < count; b++)
        {
            for (var t = 0; t < Steps; t++)
            {
                var symbol = t < Length ? targets[(t * count) + b] = random.NextInt(Symbols) : t == Length + Delay ? Symbols + 1 : Symbols;
                inputs[(((t * count) + b) * Channels) + symbol] = 1;
            }
        }

        return new SequenceTask(inputs, targets, Steps, count, Channels, Symbols, Length);
    }
}
