namespace Glia.Reservoirs.Tasks;

/// <summary>A contingency: what follows a cue, when, and how often.</summary>
public sealed record CueOutcomeOptions
{
    /// <summary>When the outcome comes, in milliseconds after the cue; at least 50 and within the trial. Default 250.</summary>
    public int LatencyMs { get; init; } = 250;

    /// <summary>The latency is drawn uniformly from this much less to this much more in every trial, so that nothing tells when; 0 or more. Default 0.</summary>
    public int LatencySpreadMs { get; init; }

    /// <summary>How often each outcome comes; sums to 1. Default ½, ½.</summary>
    public IReadOnlyList<double> Probabilities { get; init; } = [0.5, 0.5];

    /// <summary>Length of a trial in milliseconds. Default 450.</summary>
    public int TrialMs { get; init; } = 450;

    /// <summary>How long cue and outcome last, in milliseconds. Default 50.</summary>
    public int PulseMs { get; init; } = 50;

    /// <summary>Standard deviation of the bump that is the target of the delivered outcome's readout, in milliseconds. Default 20.</summary>
    public double TargetWidthMs { get; init; } = 20;

    /// <summary>The earliest latency that a trial may have.</summary>
    public const int EarliestMs = 50;

    /// <summary>Says what is wrong with the contingency; one sentence a problem.</summary>
    public IEnumerable<string> Problems()
    {
        if (LatencySpreadMs < 0 || LatencyMs - LatencySpreadMs < EarliestMs || LatencyMs + LatencySpreadMs >= TrialMs)
        {
            yield return $"The latency {LatencyMs} ± {LatencySpreadMs} ms is not between {EarliestMs} ms after the cue and the end of the trial at {TrialMs} ms.";
        }

        if (Probabilities.Count == 0 || Probabilities.Any(probability => !(probability >= 0)) || !(Math.Abs(Probabilities.Sum() - 1) < 1e-9))
        {
            yield return FormattableString.Invariant($"The probabilities of the outcomes, {string.Join(" + ", Probabilities.Select(probability => FormattableString.Invariant($"{probability}")))}, must each be 0 or more and sum to 1.");
        }

        if (PulseMs < 1 || !(TargetWidthMs > 0))
        {
            yield return FormattableString.Invariant($"A pulse of {PulseMs} ms and a target {TargetWidthMs} ms wide must be above 0.");
        }
    }
}
