using Glia.Random;

namespace Glia.Sequences;

/// <summary>Associative recall: pairs of a key and a value, then one of the keys; its value is asked for.</summary>
/// <remarks>Ba and others 2016, arXiv 1610.06258. Keys of a sequence differ. Keys are one-hot in the first channels, values in the rest.</remarks>
public sealed record AssociativeRecall
{
    /// <summary>Pairs a sequence. Default 8.</summary>
    public int Pairs { get; init; } = 8;

    /// <summary>Number of possible keys. Default 16.</summary>
    public int Keys { get; init; } = 16;

    /// <summary>Number of possible values. Default 8.</summary>
    public int Values { get; init; } = 8;

    /// <summary>T = 2·pairs + 1.</summary>
    public int Steps => (2 * Pairs) + 1;

    /// <summary>Keys and values.</summary>
    public int Channels => Keys + Values;

    /// <summary>Draws sequences.</summary>
    /// <param name="count">B.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>Sequences with one answer each, the value, at the last step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count or a property is out of range, or there are fewer keys than pairs.</exception>
    public SequenceTask Draw(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(Keys, Pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(Values, 2);
        ArgumentNullException.ThrowIfNull(random);
        var inputs = new float[Steps * count * Channels];
        var targets = new int[count];
        for (var b = 0; b < count; b++)
        {
            void Show(int t, int channel) => inputs[(((t * count) + b) * Channels) + channel] = 1;
            var keys = random.Permutation(Keys).AsSpan(0, Pairs);
            var asked = random.NextInt(Pairs);
            for (var pair = 0; pair < Pairs; pair++)
            {
                var value = random.NextInt(Values);
                Show(2 * pair, keys[pair]);
                Show((2 * pair) + 1, Keys + value);
                targets[b] = pair == asked ? value : targets[b];
            }

            Show(Steps - 1, keys[asked]);
        }

        return new SequenceTask(inputs, targets, Steps, count, Channels, Values, Answers: 1);
    }
}
