using Glia.Random;

namespace Glia.Studies.SnnDelays;

/// <summary>Classes that differ in nothing but the order in which channels fire.</summary>
/// <remarks>
/// Class c is a permutation π of 8 channels; channel i fires once, at 1 + shift + 3π(i) + jitter, shift in {0 … 3}, jitter in {−1, 0, 1}. All classes have the same rates, and no
/// two channels fire in the same step: a network without memory and without delays cannot do better than chance.
/// </remarks>
internal sealed class PermutationPatterns
{
    public const int Classes = 10;
    public const int Channels = 8;
    public const int Steps = 31;
    private const int Gap = 3;
    private readonly int[][] _orders;

    /// <summary>Draws one permutation a class, all different.</summary>
    public PermutationPatterns(RandomStream random)
    {
        var orders = new List<int[]>();
        while (orders.Count < Classes)
        {
            var order = random.Permutation(Channels);
            if (!orders.Exists(other => other.AsSpan().SequenceEqual(order)))
            {
                orders.Add(order);
            }
        }

        _orders = [.. orders];
    }

    /// <summary>Draws samples, classes in turn.</summary>
    public SequenceSamples Draw(int count, RandomStream random)
    {
        var (values, labels) = (new float[count][], new int[count]);
        for (var sample = 0; sample < count; sample++)
        {
            labels[sample] = sample % Classes;
            values[sample] = new float[Steps * Channels];
            var shift = random.NextInt(4);
            for (var channel = 0; channel < Channels; channel++)
            {
                var step = 1 + shift + (Gap * _orders[labels[sample]][channel]) + random.NextInt(3) - 1;
                values[sample][(step * Channels) + channel] = 1;
            }
        }

        return new SequenceSamples(Steps, Channels, Classes, values, labels);
    }
}
