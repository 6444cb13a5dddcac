using Glia.Random;

namespace Glia.Continual;

/// <summary>The last samples of each task: a ring a task.</summary>
/// <remarks>Source: Chaudhry et al. 2019 (tiny episodic memories); GEM's code fills its memories so.</remarks>
/// <param name="perTask">Samples of a ring, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A ring would hold no sample.</exception>
public sealed class TaskRingBuffer(int perTask) : IReplayBuffer
{
    private readonly int _size = Strength.CheckedMemory(perTask, "TaskRingBuffer");
    private readonly List<SampleReference> _samples = [];
    private readonly Dictionary<int, Ring> _rings = [];

    /// <inheritdoc/>
    public int Count => _samples.Count;

    /// <inheritdoc/>
    public SampleReference this[int place] => _samples[place];

    /// <inheritdoc/>
    public void Offer(SampleReference sample, int label, RandomStream random)
    {
        if (!_rings.TryGetValue(sample.Task, out var ring))
        {
            _rings[sample.Task] = ring = new Ring();
        }

        if (ring.Places.Count < _size)
        {
            ring.Places.Add(_samples.Count);
            _samples.Add(sample);
        }
        else
        {
            _samples[ring.Places[ring.Oldest]] = sample;
            ring.Oldest = (ring.Oldest + 1) % _size;
        }
    }

    private sealed class Ring
    {
        public List<int> Places { get; } = [];

        public int Oldest { get; set; }
    }
}
