using System.Text.Json;
using System.Text.Json.Serialization;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Tests;

/// <summary>A folder for runs, and runs in it that were made without running anything.</summary>
internal sealed class TemporaryRuns : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("glia-lab-");

    public string Root => _folder.FullName;

    public RunsFolder Runs => new(Root);

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A run with every arm and seed planned; nothing is measured yet.</summary>
    public RunFolder Make(string name, IReadOnlyList<string> arms, IReadOnlyList<long> seeds, int size = 1, string study = "sample")
    {
        var options = new SampleOptions { Size = size };
        var record = new RunRecord
        {
            Name = name,
            Study = study,
            Preset = PresetName.Quick,
            Scale = "Small.",
            Options = JsonSerializer.SerializeToElement(options, LabJson.Compact),
            Seeds = seeds,
            Created = DateTimeOffset.UnixEpoch,
            Version = "0",
        };
        var plan = arms.SelectMany(arm => seeds.Select(seed => Trial.Create(study, new SampleArm(arm), seed, options))).ToList();
        return RunFolder.Create(Root, record, plan, EnvironmentRecord.Read(usesLibtorch: false), diff: null);
    }

    /// <summary>Stores what a trial measured.</summary>
    public static void Measure(RunFolder run, string arm, long seed, params (string Metric, double Value)[] metrics)
    {
        var trial = run.Plan.Single(trial => trial.ArmName == arm && trial.Seed == seed);
        run.Store.Write(File(trial.Key, arm, seed, metrics));
    }

    public static TrialFile File(string key, string arm, long seed, params (string Metric, double Value)[] metrics) =>
        new(key, arm, seed, new TrialResult { Metrics = metrics.ToDictionary(metric => metric.Metric, metric => metric.Value) }, Seconds: 0.5);
}

/// <summary>Options of the sample runs.</summary>
public sealed record SampleOptions : StudyOptions
{
    /// <summary>A size.</summary>
    public int Size { get; init; } = 1;
}

/// <summary>An arm of the sample runs.</summary>
/// <param name="Method">Its method.</param>
public sealed record SampleArm(string Method) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Method;
}
