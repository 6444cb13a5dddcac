using Glia.Lab.Statistics;

namespace Glia.Lab.Studies;

/// <summary>What a run found for one claim: the claimed figure's counterpart with its interval, and the verdict.</summary>
/// <param name="ClaimId">The claim that the finding is about.</param>
/// <param name="Quantity">What was measured, in a few words: <c>ACC, power law − naive, 10 tasks</c>.</param>
/// <param name="Measured">The estimate over seeds, or an exact number; null where nothing was measured.</param>
/// <param name="Verdict">By the claim's rule.</param>
public sealed record Finding(string ClaimId, string Quantity, Estimate? Measured, Verdict Verdict)
{
    /// <summary>Other numbers that belong beside the estimate, or what differs from the paper; empty if nothing does.</summary>
    public string Note { get; init; } = "";

    /// <summary>The p-value behind the verdict where a test gave one; adjusted by Holm's method when a study has more than five claims.</summary>
    public double? PValue { get; init; }

    /// <summary>The finding of a claim that this run did not test.</summary>
    public static Finding NotTested(string claimId, string why) => new(claimId, "", null, Verdict.NotTested) { Note = why };
}
