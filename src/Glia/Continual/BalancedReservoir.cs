using Glia.Random;

namespace Glia.Continual;

/// <summary>Groups share a memory as evenly as their sizes allow; within a group every sample of the stream is kept with the same probability.</summary>
/// <remarks>
/// Source: Chrysakis and Moens 2020, class-balancing reservoir sampling. Once the memory is full, a sample of a group that never was the largest takes the
/// place of a random one of the largest; a sample of any other group enters with probability kept/seen of its group, in the place of one of its own.
/// </remarks>
internal sealed class BalancedReservoir(int capacity)
{
    private readonly SampleReference[] _samples = new SampleReference[capacity];
    private readonly Dictionary<int, Group> _groups = [];

    public int Count { get; private set; }

    public SampleReference this[int place] => _samples[place];

    public void Offer(SampleReference sample, int key, RandomStream random)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new Group();
        }

        group.Seen++;
        if (Count < _samples.Length)
        {
            group.Places.Add(Count);
            _samples[Count++] = sample;
            return;
        }

        var largest = Largest(group);
        group.WasLargest |= group.Places.Count == largest.Places.Count;
        if (!group.WasLargest)
        {
            var place = largest.TakeRandom(random);
            group.Places.Add(place);
            _samples[place] = sample;
        }
        else if (random.NextInt(group.Seen) < group.Places.Count)
        {
            _samples[group.Places[random.NextInt(group.Places.Count)]] = sample;
        }
    }

    private Group Largest(Group any)
    {
        var largest = any;
        foreach (var candidate in _groups.Values)
        {
            largest = candidate.Places.Count > largest.Places.Count ? candidate : largest;
        }

        return largest;
    }

    private sealed class Group
    {
        public List<int> Places { get; } = [];

        public int Seen { get; set; }

        public bool WasLargest { get; set; }

        public int TakeRandom(RandomStream random)
        {
            WasLargest = true;
            var index = random.NextInt(Places.Count);
            var place = Places[index];
            Places[index] = Places[^1];
            Places.RemoveAt(Places.Count - 1);
            return place;
        }
    }
}
