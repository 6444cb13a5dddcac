using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Glia.Lab.Studies;

namespace Glia.Lab.Trials;

/// <summary>One arm with one seed: the unit that is run, stored and compared. Independent of all other trials.</summary>
/// <param name="Key">The trial's identity and file name: arm, seed, and a hash of study, arm, seed and options.</param>
/// <param name="ArmName">The arm's name.</param>
/// <param name="Arm">The arm's properties, as JSON.</param>
/// <param name="Seed">The seed.</param>
public sealed record Trial(string Key, string ArmName, JsonElement Arm, long Seed)
{
    /// <summary>Makes the trial of an arm and a seed.</summary>
    public static Trial Create(string slug, Arm arm, long seed, StudyOptions options)
    {
        var armJson = JsonSerializer.SerializeToElement(arm, arm.GetType(), LabJson.Compact);
        var optionsJson = JsonSerializer.Serialize(options, options.GetType(), LabJson.Compact);
        var identity = string.Create(CultureInfo.InvariantCulture, $"{slug}\n{arm.Name}\n{armJson.GetRawText()}\n{seed}\n{optionsJson}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..10];
        return new Trial(string.Create(CultureInfo.InvariantCulture, $"{FileSafe(arm.Name)}-s{seed}-{hash}"), arm.Name, armJson, seed);
    }

    /// <summary>Returns the arm as a study's type.</summary>
    public TArm ArmAs<TArm>()
        where TArm : Arm => Arm.Deserialize<TArm>(LabJson.Compact)
        ?? throw new InvalidOperationException($"The arm of trial {Key} is empty.");

    private static string FileSafe(string name)
    {
        const int longest = 48;
        var safe = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter == '.')
            {
                safe.Append(char.ToLowerInvariant(letter));
            }
            else if (safe.Length > 0 && safe[^1] != '-')
            {
                safe.Append('-');
            }
        }

        return safe.ToString(0, Math.Min(safe.Length, longest)).Trim('-', '.');
    }
}
