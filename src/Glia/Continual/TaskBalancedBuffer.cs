using Glia.Random;

namespace Glia.Continual;

/// <summary>A memory that tasks share evenly, with a uniform sample of each task.</summary>
/// <remarks>Source: Chrysakis and Moens 2020 (class-balancing reservoir sampling), with tasks for classes: what Avalanche balances by experience.</remarks>
/// <param name="capacity">Samples of all tasks together, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The capacity is less than 1.</exception>
public sealed class TaskBalancedBuffer(int capacity) : IReplayBuffer
{
    private readonly BalancedReservoir _samples = new(Strength.CheckedMemory(capacity, "TaskBalancedBuffer"));

    /// <inheritdoc/>
    public int Count => _samples.Count;

    /// <inheritdoc/>
    public SampleReference this[int place] => _samples[place];

    /// <inheritdoc/>
    public void Offer(SampleReference sample, int label, RandomStream random) => _samples.Offer(sample, sample.Task, random);
}
