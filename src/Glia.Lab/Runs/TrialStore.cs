namespace Glia.Lab.Runs;

/// <summary>The <c>trials/</c> folder of a run: one file a trial, or one file of lines a writer when the plan is long.</summary>
/// <param name="folder">The <c>trials/</c> folder.</param>
/// <param name="planned">Trials of the plan.</param>
public sealed class TrialStore(string folder, int planned)
{
    /// <summary>Above this many trials a folder of single files is slow to list, so that each writer appends to a file of its own.</summary>
    public const int LongPlan = 5000;

    private readonly Lock _oneLineAtATime = new();

    /// <summary>Stores a finished trial; it is on the disk when the call returns.</summary>
    /// <exception cref="RunException">The disk is full, or the folder cannot be written.</exception>
    public void Write(TrialFile trial)
    {
        if (planned <= LongPlan)
        {
            AtomicFile.Write(Path.Combine(folder, trial.Key + ".json"), trial.ToLine() + "\n");
        }
        else
        {
            Append(trial);
        }

        File.Delete(FailureFile(trial.Key));
    }

    /// <summary>Notes why a trial has no result; a later success removes the note.</summary>
    public void WriteFailure(string key, string message) => AtomicFile.Write(FailureFile(key), message + "\n");

    /// <summary>The trials without a result whose last try failed, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Failures() => Directory.EnumerateFiles(folder, "*.failed")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => File.ReadAllText(file).TrimEnd(), StringComparer.Ordinal);

    /// <summary>Reads all finished trials, and sets damaged files aside.</summary>
    /// <param name="warn">Told of each damaged file; its trial counts as missing.</param>
    public IReadOnlyDictionary<string, TrialFile> Read(Action<string> warn)
    {
        var trials = new Dictionary<string, TrialFile>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var trial = TrialFile.Parse(File.ReadAllText(file), out var reason);
            if (trial is not null && trial.Key == Path.GetFileNameWithoutExtension(file))
            {
                trials[trial.Key] = trial;
                continue;
            }

            var aside = SetAside(file);
            warn($"{file} is damaged: {(reason.Length > 0 ? reason : "it holds another trial")}. It was set aside as {Path.GetFileName(aside)}; its trial counts as missing.");
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl"))
        {
            ReadLines(file, trials, warn);
        }

        return trials;
    }

    private void Append(TrialFile trial)
    {
        var file = Path.Combine(folder, $"batch-{Environment.MachineName}-{Environment.ProcessId}.jsonl");
        lock (_oneLineAtATime)
        {
            using var lines = LineFile.Open(file);
            lines.Append(trial.ToLine());
            lines.Flush();
        }
    }

    private static void ReadLines(string file, Dictionary<string, TrialFile> trials, Action<string> warn)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (TrialFile.Parse(line, out var reason) is { } trial)
            {
                trials[trial.Key] = trial;
            }
            else
            {
                warn($"{file}, line {number} is damaged: {reason}; its trial counts as missing.");
            }
        }
    }

    private static string SetAside(string file)
    {
        for (var number = 1; ; number++)
        {
            var aside = $"{file}.damaged-{number}";
            if (!File.Exists(aside))
            {
                File.Move(file, aside);
                return aside;
            }
        }
    }

    private string FailureFile(string key) => Path.Combine(folder, key + ".failed");
}
