using Glia.Random;

namespace Glia.Reservoirs.Tasks;

/// <summary>A cue, and after a latency one of several outcomes with its probability: what has to be predicted is what, when and how likely.</summary>
/// <remarks>Channel 0 of the input is the cue; channel k + 1 outcome k. Immutable and thread-safe.</remarks>
public sealed class CueOutcomeTask
{
    /// <summary>Takes a contingency.</summary>
    /// <param name="options">The contingency.</param>
    /// <exception cref="ArgumentException">It cannot be; the message says why.</exception>
    public CueOutcomeTask(CueOutcomeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        Options = options;
    }

    /// <summary>The contingency.</summary>
    public CueOutcomeOptions Options { get; }

    /// <summary>Number of outcomes, K.</summary>
    public int Outcomes => Options.Probabilities.Count;

    /// <summary>Input channels, K + 1.</summary>
    public int Channels => Outcomes + 1;

    /// <summary>A trial in which only the cue comes.</summary>
    public CueOutcomeTrial Probe => new(Options.LatencyMs, CueOutcomeTrial.Omitted);

    /// <summary>Draws a trial.</summary>
    public CueOutcomeTrial Draw(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (left, outcome) = (random.NextDouble(), 0);
        while (outcome < Outcomes - 1 && left >= Options.Probabilities[outcome])
        {
            left -= Options.Probabilities[outcome++];
        }

        var latency = Options.LatencySpreadMs == 0 ? Options.LatencyMs : Options.LatencyMs - Options.LatencySpreadMs + random.NextInt((2 * Options.LatencySpreadMs) + 1);
        return new CueOutcomeTrial(latency, outcome);
    }

    /// <summary>The input of a trial, [TrialMs, K + 1]: 1 while cue or outcome lasts.</summary>
    public TimeSeries Input(CueOutcomeTrial trial)
    {
        var input = new double[Options.TrialMs * Channels];
        Pulse(input, 0, 0);
        if (trial.Outcome != CueOutcomeTrial.Omitted)
        {
            Pulse(input, trial.Outcome + 1, trial.LatencyMs);
        }

        return new TimeSeries(Channels, input);
    }

    /// <summary>d: what an outcome's readout should be at a time, exp(−(t − latency)²/(2 w²)) if this outcome was delivered and 0 if not.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="outcome">The readout.</param>
    /// <param name="ms">t in milliseconds.</param>
    public double Target(CueOutcomeTrial trial, int outcome, int ms) => trial.Outcome == outcome ? Bump(ms - trial.LatencyMs) : 0;

    /// <summary>The mean of <see cref="Target"/> over trials at the task's latency: the bump times the outcome's probability.</summary>
    /// <param name="outcome">The readout.</param>
    /// <param name="ms">t in milliseconds.</param>
    public double Expected(int outcome, int ms) => Options.Probabilities[outcome] * Bump(ms - Options.LatencyMs);

    private double Bump(double fromPeak) => Math.Exp(-fromPeak * fromPeak / (2 * Options.TargetWidthMs * Options.TargetWidthMs));

    private void Pulse(double[] input, int channel, int first)
    {
        for (var ms = first; ms < Math.Min(first + Options.PulseMs, Options.TrialMs); ms++)
        {
            input[(ms * Channels) + channel] = 1;
        }
    }
}
