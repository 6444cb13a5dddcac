using Glia.Random;

namespace Glia.Continual;

/// <summary>Turns the phases of a plan into training samples in their order.</summary>
/// <remarks>
/// New samples of a phase come in the same order for the same seed, whatever is rehearsed: arms can be compared in pairs. Every phase has its own
/// order of rehearsal.
/// </remarks>
public sealed class PhaseSamples(ContinualBenchmark benchmark, RehearsalPlan plan, RandomStream random)
{
    private readonly Dictionary<int, int[]> _memories = [];

    /// <summary>The samples of a phase, in the order of training.</summary>
    public SampleReference[] Of(int phase) => Of(phase, 0);

    /// <summary>The samples of one pass over a phase: each pass has an order, and rehearsed samples, of its own.</summary>
    /// <param name="phase">The phase, from 0.</param>
    /// <param name="epoch">The pass, from 0; the samples of pass 0 do not depend on how many there are.</param>
    public SampleReference[] Of(int phase, int epoch)
    {
        var planned = plan.Phases[phase];
        var count = benchmark.Tasks[phase].Train.Count;
        var samples = new SampleReference[planned.NewSamples + planned.Rehearsed.Count];
        for (var i = 0; i < planned.NewSamples; i++)
        {
            samples[i] = new SampleReference(phase, i % count);
        }

        var draws = random.Child(Name("rehearsal", phase, epoch));
        for (var i = 0; i < planned.Rehearsed.Count; i++)
        {
            samples[planned.NewSamples + i] = Draw(planned.Rehearsed[i], draws);
        }

        if (plan.Schedule.Order == RehearsalOrder.Interleaved)
        {
            random.Child(Name("order", phase, epoch)).Shuffle(samples.AsSpan());
        }
        else
        {
            random.Child(Name("order", phase, epoch)).Shuffle(samples.AsSpan(0, planned.NewSamples));
            draws.Shuffle(samples.AsSpan(planned.NewSamples));
        }

        return samples;
    }

    private SampleReference Draw(int task, RandomStream draws)
    {
        var count = benchmark.Tasks[task].Train.Count;
        if (plan.Schedule.MemoryPerTask is not { } size || size >= count)
        {
            return new SampleReference(task, draws.NextInt(count));
        }

        if (!_memories.TryGetValue(task, out var memory))
        {
            _memories[task] = memory = random.Child(Name("memory", task)).Permutation(count)[..size];
        }

        return new SampleReference(task, memory[draws.NextInt(size)]);
    }

    private static string Name(string what, int phase, int epoch) => epoch == 0 ? Name(what, phase) : Name(Name(what, phase), epoch);

    private static string Name(string what, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}/{number}");
}
