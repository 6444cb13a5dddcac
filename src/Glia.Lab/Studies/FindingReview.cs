using Glia.Lab.Statistics;

namespace Glia.Lab.Studies;

/// <summary>The rules that hold for every study's findings, whatever the study says.</summary>
public static class FindingReview
{
    /// <summary>Fewer seeds than these never give <see cref="Verdict.Reproduced"/>.</summary>
    public const int SeedsForReproduced = 3;

    /// <summary>With more claims than these, p-values are adjusted by Holm's method.</summary>
    public const int ClaimsWithoutAdjustment = 5;

    private const double Significance = 0.05;

    /// <summary>Returns one finding a claim, in the claims' order.</summary>
    /// <exception cref="InvalidOperationException">A finding names no claim of the study, or two findings name the same.</exception>
    public static IReadOnlyList<Finding> Review(IReadOnlyList<Claim> claims, IEnumerable<Finding> findings)
    {
        var byClaim = new Dictionary<string, Finding>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            if (claims.All(claim => claim.Id != finding.ClaimId) || !byClaim.TryAdd(finding.ClaimId, FewSeeds(finding)))
            {
                throw new InvalidOperationException($"The finding for '{finding.ClaimId}' belongs to no claim of the study, or is its second.");
            }
        }

        if (claims.Count > ClaimsWithoutAdjustment)
        {
            Adjust(byClaim);
        }

        return [.. claims.Select(claim => byClaim.GetValueOrDefault(claim.Id) ?? Finding.NotTested(claim.Id, "This preset does not measure it."))];
    }

    private static Finding FewSeeds(Finding finding) =>
        finding is { Verdict: Verdict.Reproduced, Measured: { IsExact: false, Count: < SeedsForReproduced } }
            ? finding with { Verdict = Verdict.Partly, Note = Join(finding.Note, $"holds, but on fewer than {SeedsForReproduced} seeds") }
            : finding;

    private static void Adjust(Dictionary<string, Finding> byClaim)
    {
        var tested = byClaim.Values.Where(finding => finding.PValue.HasValue).ToList();
        var adjusted = HolmAdjustment.Adjust([.. tested.Select(finding => finding.PValue!.Value)]);
        for (var i = 0; i < tested.Count; i++)
        {
            var lost = adjusted[i] > Significance && tested[i].Verdict == Verdict.Reproduced;
            byClaim[tested[i].ClaimId] = tested[i] with
            {
                PValue = adjusted[i],
                Verdict = lost ? Verdict.Partly : tested[i].Verdict,
                Note = lost ? Join(tested[i].Note, "not significant after Holm's adjustment") : tested[i].Note,
            };
        }
    }

    private static string Join(string note, string more) => note.Length == 0 ? more : note + "; " + more;
}
