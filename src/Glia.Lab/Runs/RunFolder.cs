using System.Text.Json;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Runs;

/// <summary>A run's folder: the truth about the run. Names of its parts, and safe reading and writing of them.</summary>
public sealed class RunFolder
{
    private RunFolder(string path, RunRecord record, IReadOnlyList<Trial> plan)
    {
        FullPath = path;
        Record = record;
        Plan = plan;
        Store = new TrialStore(Path.Combine(path, "trials"), plan.Count);
    }

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>What the run is.</summary>
    public RunRecord Record { get; }

    /// <summary>The trials, in order.</summary>
    public IReadOnlyList<Trial> Plan { get; }

    /// <summary>The finished trials.</summary>
    public TrialStore Store { get; }

    /// <summary>The path of a file of the run.</summary>
    public string File(string name) => Path.Combine(FullPath, name);

    /// <summary>Makes the folder of a new run.</summary>
    /// <exception cref="RunException">The folder cannot be made, or is there.</exception>
    public static RunFolder Create(string runsFolder, RunRecord record, IReadOnlyList<Trial> plan, EnvironmentRecord environment, string? diff)
    {
        var path = Path.Combine(runsFolder, record.Name);
        try
        {
            Directory.CreateDirectory(Path.Combine(path, "trials"));

            // Fails where another process has just made a run of that name.
            using var claim = new FileStream(Path.Combine(path, RunLock.FileName), FileMode.CreateNew);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"Cannot make the run folder {path}: {problem.Message} Name another place with --runs <folder> or GLIA_RUNS.", problem);
        }

        AtomicFile.Write(Path.Combine(path, "plan.jsonl"), string.Concat(plan.Select(trial => JsonSerializer.Serialize(trial, LabJson.Compact) + "\n")));
        AtomicFile.Write(Path.Combine(path, "environment.json"), JsonSerializer.Serialize(environment, LabJson.Readable));
        if (diff is { Length: > 0 })
        {
            AtomicFile.Write(Path.Combine(path, "diff.patch"), diff);
        }

        // run.json comes last: a folder with it is whole.
        AtomicFile.Write(Path.Combine(path, "run.json"), JsonSerializer.Serialize(record, LabJson.Readable));
        return new RunFolder(path, record, plan);
    }

    /// <summary>Opens a run's folder.</summary>
    /// <exception cref="RunException">It is no run folder, is damaged, or was made by a newer version.</exception>
    public static RunFolder Open(string path)
    {
        var record = ReadRecord(path);
        try
        {
            var plan = System.IO.File.ReadLines(Path.Combine(path, "plan.jsonl")).Where(line => line.Length > 0)
                .Select(line => JsonSerializer.Deserialize<Trial>(line, LabJson.Compact)!).ToList();
            Directory.CreateDirectory(Path.Combine(path, "trials"));
            return new RunFolder(path, record, plan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"The plan of the run in {path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Reads <c>run.json</c> alone.</summary>
    /// <exception cref="RunException">It is missing, damaged, or of a newer version.</exception>
    public static RunRecord ReadRecord(string path)
    {
        var file = Path.Combine(path, "run.json");
        if (!System.IO.File.Exists(file))
        {
            throw new RunException($"{path} is no run folder: it has no run.json.");
        }

        try
        {
            using var json = JsonDocument.Parse(System.IO.File.ReadAllText(file));
            var format = json.RootElement.TryGetProperty("format", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
            return format switch
            {
                RunRecord.CurrentFormat => json.Deserialize<RunRecord>(LabJson.Readable)!,
                > RunRecord.CurrentFormat => throw new RunException(
                    $"The run in {path} was made by a newer version of Glia (layout {format}; this version knows {RunRecord.CurrentFormat}). Update Glia to read it."),
                _ => throw new RunException($"{file} is damaged: 'format' must be a whole number of 1 or more."),
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{file} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The finished trials as a table, in the plan's order.</summary>
    /// <param name="warn">Told of each damaged trial file.</param>
    public TrialTable Table(Action<string> warn)
    {
        var done = Store.Read(warn);
        return new TrialTable([.. Plan.Where(trial => done.ContainsKey(trial.Key)).Select(trial => (trial, done[trial.Key].Result))]);
    }

    /// <summary>The findings that were written when the run was last judged; empty if it was not.</summary>
    /// <exception cref="RunException">The file is damaged.</exception>
    public IReadOnlyList<Finding> Findings()
    {
        var file = File("findings.json");
        try
        {
            return System.IO.File.Exists(file) ? JsonSerializer.Deserialize<List<Finding>>(System.IO.File.ReadAllText(file), LabJson.Readable)! : [];
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{file} cannot be read: {problem.Message} Delete it; glia report {Record.Name} makes it anew.", problem);
        }
    }
}
