using Glia.Random;

namespace Glia.Continual;

/// <summary>Some stored samples of one task.</summary>
/// <param name="Samples">The task's samples.</param>
/// <param name="Chosen">Which of them are stored.</param>
internal sealed record EpisodicMemory(TaskSamples Samples, int[] Chosen)
{
    /// <summary>A random choice without repetition; all samples, in random order, if there are not so many.</summary>
    public static EpisodicMemory Choose(TaskSamples samples, int count, RandomStream random) =>
        new(samples, random.Permutation(samples.Count)[..Math.Min(count, samples.Count)]);

    /// <summary>What it costs to store samples (four bytes a number and label) and to have computed gradients.</summary>
    public static StrategyCost Cost(int samples, int inputs, long gradients) =>
        new() { StateBytes = (long)samples * (inputs + 1) * sizeof(float), StoredSamples = samples, GradientSamples = gradients };
}
