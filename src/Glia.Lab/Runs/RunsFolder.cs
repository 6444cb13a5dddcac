using System.Globalization;
using System.Security.Cryptography;
using Glia.Lab.Text;

namespace Glia.Lab.Runs;

/// <summary>The folder that holds all runs: finds runs by a unique prefix of their name or <c>@last</c>, and makes names for new ones.</summary>
/// <param name="path">The folder; need not exist.</param>
public sealed class RunsFolder(string path)
{
    /// <summary>The name that stands for the newest run.</summary>
    public const string Last = "@last";

    /// <summary>The folder.</summary>
    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>The folder that <c>GLIA_RUNS</c> names, or <c>runs</c> in the current folder.</summary>
    public static RunsFolder Default => new(Environment.GetEnvironmentVariable("GLIA_RUNS") is { Length: > 0 } named ? named : "runs");

    /// <summary>Names of all runs, oldest first.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(FullPath) ? [] :
    [
        .. Directory.EnumerateDirectories(FullPath).Where(folder => File.Exists(Path.Combine(folder, "run.json")))
            .OrderBy(folder => File.GetLastWriteTimeUtc(Path.Combine(folder, "run.json"))).ThenBy(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.GetFileName(folder)),
    ];

    /// <summary>A name for a new run that no run in this folder has: day, study, preset and four random letters.</summary>
    public string FreeName(DateTimeOffset now, string slug, string preset)
    {
        string name;
        do
        {
            var unique = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2));
            name = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd}-{slug}-{preset.ToLowerInvariant()}-{unique}");
        }
        while (Directory.Exists(Path.Combine(FullPath, name)));
        return name;
    }

    /// <summary>Returns the folder of the run that a user named: its path, its name, a unique part of its name, or <c>@last</c>.</summary>
    /// <exception cref="RunException">There is no such run, or several.</exception>
    public string Find(string name)
    {
        if (File.Exists(Path.Combine(name, "run.json")))
        {
            return Path.GetFullPath(name);
        }

        var names = Names;
        if (names.Count == 0)
        {
            throw new RunException($"There are no runs in {FullPath}. Make one with: glia run <paper>");
        }

        if (name == Last)
        {
            return Path.Combine(FullPath, names[^1]);
        }

        var matches = names.Where(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (matches.Count == 0)
        {
            matches = [.. names.Where(known => known.Contains(name, StringComparison.OrdinalIgnoreCase))];
        }

        return matches switch
        {
            [var only] => Path.Combine(FullPath, only),
            [] => throw new RunException($"There is no run '{name}' in {FullPath}.{Suggestion.DidYouMean(name, names)} List them with: glia runs"),
            _ when matches.Contains(name) => Path.Combine(FullPath, name),
            _ => throw new RunException($"'{name}' could be any of {string.Join(", ", matches.TakeLast(5))}. Type more of the name."),
        };
    }
}
