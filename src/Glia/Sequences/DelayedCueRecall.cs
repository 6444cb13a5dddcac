using Glia.Random;

namespace Glia.Sequences;

/// <summary>Delayed cue recall: one of some cues is shown for two steps, and asked for after D steps of noise.</summary>
/// <remarks>
/// <para>Each cue has two input channels, which spike with a probability of 0.9 during the first two steps. Two further channels, GO, are 1 during the
/// last two steps. Every cue and distractor channel (the rest up to 10 for four cues) spikes with the noise probability at every step. T = D + 4.</para>
/// </remarks>
public sealed record DelayedCueRecall
{
    private const int CueSteps = 2;
    private const int GoChannels = 2;
    private const int Distractors = 2;

    /// <summary>D, steps between the cue and the question. Default 20.</summary>
    public int Delay { get; init; } = 20;

    /// <summary>Number of cues. Default 4.</summary>
    public int Cues { get; init; } = 4;

    /// <summary>Probability of a spike at each channel and step. Default 0.05.</summary>
    public double Noise { get; init; } = 0.05;

    /// <summary>Probability of a spike at each channel of the cue while it is shown. Default 0.9.</summary>
    public double CueProbability { get; init; } = 0.9;

    /// <summary>T = D + 4.</summary>
    public int Steps => Delay + CueSteps + AnswerSteps;

    /// <summary>Two a cue, two that carry only noise, and two GO: 12 for four cues.</summary>
    public int Channels => (2 * Cues) + Distractors + GoChannels;

    /// <summary>Number of steps at the end in which the answer is asked for.</summary>
    public const int AnswerSteps = 2;

    /// <summary>Draws sequences.</summary>
    /// <param name="count">B.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>Sequences with one answer each, the index of the cue.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count or a property is out of range.</exception>
    public SequenceTask Draw(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(Delay);
        ArgumentOutOfRangeException.ThrowIfLessThan(Cues, 2);
        ArgumentNullException.ThrowIfNull(random);
        var inputs = new float[Steps * count * Channels];
        var targets = new int[count];
        for (var b = 0; b < count; b++)
        {
            targets[b] = random.NextInt(Cues);
            for (var t = 0; t < Steps; t++)
            {
                var step = inputs.AsSpan(((t * count) + b) * Channels, Channels);
                for (var c = 0; c < Channels - GoChannels; c++)
                {
                    var shown = t < CueSteps && c / 2 == targets[b];
                    step[c] = random.NextDouble() < (shown ? CueProbability : Noise) ? 1 : 0;
                }

                step[^GoChannels..].Fill(t >= Steps - AnswerSteps ? 1 : 0);
            }
        }

        return new SequenceTask(inputs, targets, Steps, count, Channels, Cues, Answers: 1);
    }
}
