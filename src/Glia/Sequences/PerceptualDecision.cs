using Glia.Random;

namespace Glia.Sequences;

/// <summary>Two-alternative decision (2AF): which of two noisy inputs is larger on average? The answer is due at the last step.</summary>
/// <remarks>
/// Three inputs, fixation and two stimuli of 0.5 ± coherence/200 plus noise; three answers, 0 fixate, 1 and 2 the choice. All inputs are 0 at the decision. In the form
/// and with the defaults of neurogym's PerceptualDecisionMaking at steps of 100 ms, as Liu et al. 2024 (arXiv 2310.08513) use it: at coherence 0 the answer is a guess,
/// so that with five coherences no network exceeds 0.9 correct decisions.
/// </remarks>
public sealed record PerceptualDecision
{
    /// <summary>Steps of the stimulus. Default 7.</summary>
    public int StimulusSteps { get; init; } = 7;

    /// <summary>Coherences in per cent, drawn alike, 0 to 100. Default 0, 6.4, 12.8, 25.6, 51.2.</summary>
    public IReadOnlyList<double> Coherences { get; init; } = [0, 6.4, 12.8, 25.6, 51.2];

    /// <summary>Standard deviation of the noise of each stimulus and step. Default 0.1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>T, the stimulus and the decision.</summary>
    public int Steps => StimulusSteps + 1;

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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StimulusSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(Noise);
        ArgumentOutOfRangeException.ThrowIfZero(Coherences.Count);
        ArgumentNullException.ThrowIfNull(random);
        var (inputs, labels) = (new float[Steps * count * Channels], new int[Steps * count]);
        for (var b = 0; b < count; b++)
        {
            var trial = new DecisionTrial(inputs, labels, Steps, count, Channels, b);
            var choice = random.NextInt(2);
            var coherence = Coherences[random.NextInt(Coherences.Count)];
            trial.Frame(1 + choice);
            for (var step = 0; step < StimulusSteps; step++)
            {
                for (var side = 0; side < 2; side++)
                {
                    trial.At(step)[1 + side] = (float)(0.5 + ((side == choice ? coherence : -coherence) / 200) + (Noise * random.NextGaussian()));
                }
            }
        }

        return new SequenceTask(inputs, labels, Steps, count, Channels, Classes, Steps);
    }
}
