using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Glia.Lab.Trials;

namespace Glia.Lab.Runs;

/// <summary>What is stored of a finished trial.</summary>
/// <param name="Key">The trial's key.</param>
/// <param name="Arm">The arm's name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Result">What the trial measured.</param>
/// <param name="Seconds">How long it ran.</param>
public sealed record TrialFile(string Key, string Arm, long Seed, TrialResult Result, double Seconds)
{
    private const string NotWhole = "it is not a whole trial file";

    private sealed record Sealed(JsonElement Trial, string Sha256);

    /// <summary>Writes the trial on one line, with a checksum of what it says.</summary>
    public string ToLine()
    {
        var text = JsonSerializer.Serialize(this, LabJson.Compact);
        return $"{{\"trial\":{text},\"sha256\":\"{Checksum(text)}\"}}";
    }

    /// <summary>Reads a line that <see cref="ToLine"/> wrote; null with a reason if it is damaged.</summary>
    public static TrialFile? Parse(string line, out string reason)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Sealed>(line, LabJson.Compact)!;
            if (stored.Sha256 != Checksum(stored.Trial.GetRawText()))
            {
                reason = "its checksum does not match what it says";
                return null;
            }

            var trial = stored.Trial.Deserialize<TrialFile>(LabJson.Compact);
            var isWhole = trial is { Key: not null, Arm: not null, Result: { Metrics: not null, Arrays: not null } };
            reason = isWhole ? "" : NotWhole;
            return isWhole ? trial : null;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException or NullReferenceException)
        {
            reason = NotWhole;
            return null;
        }
    }

    private static string Checksum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
