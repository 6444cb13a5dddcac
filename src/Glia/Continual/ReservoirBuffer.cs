using Glia.Random;

namespace Glia.Continual;

/// <summary>A uniform sample of the whole stream: the n-th sample enters with probability m/n, in a random place.</summary>
/// <remarks>Source: Vitter 1985 (algorithm R). Drawing a key for each sample and keeping the m largest, as Avalanche does, has the same distribution.</remarks>
/// <param name="capacity">m, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">m is less than 1.</exception>
public sealed class ReservoirBuffer(int capacity) : IReplayBuffer
{
    private readonly SampleReference[] _samples = new SampleReference[Strength.CheckedMemory(capacity, "ReservoirBuffer")];
    private int _offered;

    /// <inheritdoc/>
    public int Count => Math.Min(_offered, _samples.Length);

    /// <inheritdoc/>
    public SampleReference this[int place] => _samples[place];

    /// <inheritdoc/>
    public void Offer(SampleReference sample, int label, RandomStream random)
    {
        var place = _offered < _samples.Length ? _offered : random.NextInt(_offered + 1);
        _offered++;
        if (place < _samples.Length)
        {
            _samples[place] = sample;
        }
    }
}
