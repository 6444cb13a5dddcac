namespace Glia.Continual;

/// <summary>The samples of one step of training: those of the stream, to which a strategy may add others (rehearsal).</summary>
/// <remarks>The loss is the mean over all of them: one gradient on the union. Cost: no allocation after construction. Thread-safe: no.</remarks>
public sealed class MiniBatch
{
    private readonly ContinualBenchmark _benchmark;
    private readonly SampleReference[] _samples;
    private int _count;
    private int _newCount;

    internal MiniBatch(ContinualBenchmark benchmark, int capacity)
    {
        _benchmark = benchmark;
        _samples = new SampleReference[capacity];
    }

    /// <summary>The samples of the stream.</summary>
    public ReadOnlySpan<SampleReference> New => _samples.AsSpan(0, _newCount);

    /// <summary>All samples, those of the stream first.</summary>
    public ReadOnlySpan<SampleReference> Samples => _samples.AsSpan(0, _count);

    /// <summary>The pass over the phase's samples, from 0: a stream is new in pass 0 only.</summary>
    public int Epoch { get; private set; }

    /// <summary>The class of a sample.</summary>
    public int Label(SampleReference sample) => _benchmark.Tasks[sample.Task].Train.Label(sample.Sample);

    /// <summary>Adds a training sample of any task to the step.</summary>
    /// <exception cref="InvalidOperationException">More samples are added than <see cref="IContinualStrategy.ExtraRows"/> said.</exception>
    public void Add(SampleReference sample)
    {
        if (_count == _samples.Length)
        {
            throw new InvalidOperationException(
                $"The mini-batch has room for {_samples.Length} samples, {_newCount} of them of the stream; a strategy that adds more must say so in ExtraRows.");
        }

        _samples[_count++] = sample;
    }

    internal void Begin(ReadOnlySpan<SampleReference> samples, int epoch)
    {
        samples.CopyTo(_samples);
        _count = _newCount = samples.Length;
        Epoch = epoch;
    }
}
