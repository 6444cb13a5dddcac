using Glia.Random;

namespace Glia.Sequences;

/// <summary>Delayed match to sample (DMS): is the test stimulus the one that was shown before the delay? The answer is due at the last step.</summary>
/// <remarks>
/// Three inputs, fixation and two stimuli of which one is 1 and the other 0, plus noise, at the sample and at the test; three answers, 0 fixate, 1 match, 2 no match.
/// In the form of neurogym's DelayMatchSample at steps of 100 ms, with the times of Liu et al. 2024 (arXiv 2310.08513): sample 1 step, delay 5, test 1, decision 1.
/// </remarks>
public sealed record DelayMatchToSample
{
    /// <summary>Steps of the delay. Default 5.</summary>
    public int DelaySteps { get; init; } = 5;

    /// <summary>Standard deviation of the noise of each stimulus. Default 0.1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>T: sample, delay, test and decision.</summary>
    public int Steps => DelaySteps + 3;

    /// <summary>Number of inputs.</summary>
    public const int Channels = 3;

    /// <summary>Number of answers.</summary>
    public const int Classes = 3;

    /// <summary>Draws trials.</summary>
    /// <param name="count">B.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>Sequences with an answer at every step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count or a property is out of range.</exception>
    public SequenceTask Draw(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(DelaySteps);
        ArgumentOutOfRangeException.ThrowIfNegative(Noise);
        ArgumentNullException.ThrowIfNull(random);
        var (inputs, labels) = (new float[Steps * count * Channels], new int[Steps * count]);
        for (var b = 0; b < count; b++)
        {
            var trial = new DecisionTrial(inputs, labels, Steps, count, Channels, b);
            var sample = random.NextInt(2);
            var differs = random.NextInt(2);
            trial.Frame(1 + differs);
            Show(trial.At(0), sample, random);
            Show(trial.At(DelaySteps + 1), sample ^ differs, random);
        }

        return new SequenceTask(inputs, labels, Steps, count, Channels, Classes, Steps);
    }

    private void Show(Span<float> inputs, int shown, RandomStream random)
    {
        for (var side = 0; side < 2; side++)
        {
            inputs[1 + side] = (float)((side == shown ? 1 : 0) + (Noise * random.NextGaussian()));
        }
    }
}
