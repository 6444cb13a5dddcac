using Glia.Lab.Statistics;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>How the notes beside findings are written.</summary>
internal static class FindingText
{
    public static string Number(Estimate estimate) => EstimateFormat.Text(estimate);

    public static string Join(IEnumerable<string> parts) => string.Join("; ", parts.Where(part => part.Length > 0));
}
