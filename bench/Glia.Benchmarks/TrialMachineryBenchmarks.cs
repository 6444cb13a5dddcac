using BenchmarkDotNet.Attributes;
using Glia.Lab.Runs;
using Glia.Lab.Trials;

namespace Glia.Benchmarks;

/// <summary>What storing one trial costs: serialise, write to a temporary name, flush to the disk, rename.</summary>
public class TrialMachineryBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-bench-").FullName;
    private readonly TrialResult _result = new()
    {
        Metrics = Enumerable.Range(0, 10).ToDictionary(i => $"metric {i}", i => i / 7.0),
        Arrays = new Dictionary<string, NumericArray> { ["accuracy"] = NumericArray.Of(Enumerable.Range(0, 100).Select(i => i / 3.0)) },
    };

    private int _number;

    [Benchmark]
    public void StoreOneTrial() => new TrialStore(_folder, planned: 100).Write(new TrialFile($"arm-s{_number++ % 100}", "arm", 1, _result, 0.5));

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);
}
