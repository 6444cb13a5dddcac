using System.Text.Json;
using Glia.Lab.Runs;
using Glia.Lab.Trials;

namespace Glia.Lab.Execution;

/// <summary>The batches that a run's missing trials were dealt into: <c>batches.json</c>, lists of trial keys.</summary>
public static class BatchList
{
    private const string FileName = "batches.json";

    /// <summary>Deals trials into batches as equal as can be, and writes the list into the run folder.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Deal(RunFolder run, IReadOnlyList<Trial> missing, int count)
    {
        var batches = Enumerable.Range(0, Math.Min(count, missing.Count))
            .Select(batch => (IReadOnlyList<string>)[.. missing.Where((_, index) => index % count == batch).Select(trial => trial.Key)]).ToList();
        AtomicFile.Write(run.File(FileName), JsonSerializer.Serialize(batches, LabJson.Compact));
        return batches;
    }

    /// <summary>Reads the trials of one batch.</summary>
    /// <exception cref="RunException">There is no such batch, or the list is damaged.</exception>
    public static IReadOnlyList<Trial> Read(RunFolder run, int batch)
    {
        var file = run.File(FileName);
        try
        {
            var batches = JsonSerializer.Deserialize<List<List<string>>>(File.ReadAllText(file), LabJson.Compact)!;
            if (batch < 0 || batch >= batches.Count)
            {
                throw new RunException($"{file} has the batches 0 to {batches.Count - 1}; there is no batch {batch}.");
            }

            var byKey = run.Plan.ToDictionary(trial => trial.Key, StringComparer.Ordinal);
            return [.. batches[batch].Where(byKey.ContainsKey).Select(key => byKey[key])];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"{file} cannot be read: {problem.Message}", problem);
        }
    }
}
