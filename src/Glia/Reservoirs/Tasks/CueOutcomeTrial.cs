namespace Glia.Reservoirs.Tasks;

/// <summary>What happens after one cue.</summary>
/// <param name="LatencyMs">When the outcome comes, in milliseconds after the cue.</param>
/// <param name="Outcome">Which outcome, or <see cref="Omitted"/>.</param>
public readonly record struct CueOutcomeTrial(int LatencyMs, int Outcome)
{
    /// <summary>No outcome comes: what the readouts do now is prediction alone.</summary>
    public const int Omitted = -1;
}
