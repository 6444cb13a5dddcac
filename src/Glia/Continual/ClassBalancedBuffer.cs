using Glia.Random;

namespace Glia.Continual;

/// <summary>A memory that classes share evenly, with a uniform sample of each class.</summary>
/// <remarks>Source: Chrysakis and Moens 2020 (class-balancing reservoir sampling).</remarks>
/// <param name="capacity">Samples of all classes together, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The capacity is less than 1.</exception>
public sealed class ClassBalancedBuffer(int capacity) : IReplayBuffer
{
    private readonly BalancedReservoir _samples = new(Strength.CheckedMemory(capacity, "ClassBalancedBuffer"));

    /// <inheritdoc/>
    public int Count => _samples.Count;

    /// <inheritdoc/>
    public SampleReference this[int place] => _samples[place];

    /// <inheritdoc/>
    public void Offer(SampleReference sample, int label, RandomStream random) => _samples.Offer(sample, label, random);
}
