using Glia.Random;

namespace Glia.Sequences;

/// <summary>Context-dependent decision (CXT): of two pairs of noisy inputs, decide by the pair that the context names. The answer is due at the last step, after a delay.</summary>
/// <remarks>
/// Seven inputs: fixation, two stimuli of 0.5 ± coherence/200 of the first modality and two of the second, and two contexts, of which one is 1 until the decision. Three answers,
/// 0 fixate, 1 and 2 the choice. After Mante et al. 2013; in the form of neurogym's ContextDecisionMaking with signalled context at steps of 100 ms and with the times of Liu et
/// al. 2024 (arXiv 2310.08513): stimulus 2 steps, delay 5, decision 1.
/// </remarks>
public sealed record ContextDecision
{
    private const int FirstContext = 5;

    /// <summary>Steps of the stimulus. Default 2.</summary>
    public int StimulusSteps { get; init; } = 2;

    /// <summary>Steps of the delay. Default 5.</summary>
    public int DelaySteps { get; init; } = 5;

    /// <summary>Coherences in per cent, drawn alike for each modality, 0 to 100. Default 5, 15, 50.</summary>
    public IReadOnlyList<double> Coherences { get; init; } = [5, 15, 50];

    /// <summary>Standard deviation of the noise of each stimulus and step. Default 0.1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>T: stimulus, delay and decision.</summary>
    public int Steps => StimulusSteps + DelaySteps + 1;

    /// <summary>Number of inputs.</summary>
    public const int Channels = 7;

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
        ArgumentOutOfRangeException.ThrowIfNegative(DelaySteps);
        ArgumentOutOfRangeException.ThrowIfNegative(Noise);
        ArgumentOutOfRangeException.ThrowIfZero(Coherences.Count);
        ArgumentNullException.ThrowIfNull(random);
        var (inputs, labels) = (new float[Steps * count * Channels], new int[Steps * count]);
        Span<int> choices = stackalloc int[2];
        Span<double> coherences = stackalloc double[2];
        for (var b = 0; b < count; b++)
        {
            var trial = new DecisionTrial(inputs, labels, Steps, count, Channels, b);
            var context = random.NextInt(2);
            for (var modality = 0; modality < 2; modality++)
            {
                choices[modality] = random.NextInt(2);
                coherences[modality] = Coherences[random.NextInt(Coherences.Count)];
            }

            trial.Frame(1 + choices[context]);
            for (var step = 0; step < Steps - 1; step++)
            {
                trial.At(step)[FirstContext + context] = 1;
            }

            for (var at = 0; at < StimulusSteps * 4; at++)
            {
                var (step, modality, side) = (at / 4, at / 2 % 2, at % 2);
                var signed = side == choices[modality] ? coherences[modality] : -coherences[modality];
                trial.At(step)[1 + (2 * modality) + side] = (float)(0.5 + (signed / 200) + (Noise * random.NextGaussian()));
            }
        }

        return new SequenceTask(inputs, labels, Steps, count, Channels, Classes, Steps);
    }
}
