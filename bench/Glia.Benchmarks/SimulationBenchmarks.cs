using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Models;

namespace Glia.Benchmarks;

/// <summary>100 ms of recurrent networks, the loop alone; bench/brian2 has the comparison with Brian2.</summary>
[InProcess]
[MemoryDiagnoser]
public class SimulationBenchmarks
{
    private const double Milliseconds = 100;
    private SpikingNetwork<float> _single = null!;
    private SpikingNetwork<double> _double = null!;
    private SpikingNetwork<float> _brunel = null!;
    private SimulationOptions _options = null!;

    [Params(4000, 40_000)]
    public int Cells { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var model = new VogelsAbbottCuba { Cells = Cells, InDegree = Cells == 4000 ? null : 80 };
        _single = model.Build<float>(new RandomStream(1, "simulation-benchmarks")).Network;
        _double = model.Build<double>(new RandomStream(1, "simulation-benchmarks")).Network;
        _brunel = new BrunelNetwork { Size = .2 }.Build<float>(new RandomStream(1, "simulation-benchmarks")).Network;
        _options = new SimulationOptions { Threads = Threads };
    }

    [Benchmark(Baseline = true)]
    public SimulationReport CubaDouble() => _double.Run(Milliseconds, _options);

    [Benchmark]
    public SimulationReport CubaSingle() => _single.Run(Milliseconds, _options);

    // 2,500 cells, whatever Cells says.
    [Benchmark]
    public SimulationReport BrunelSingle() => _brunel.Run(Milliseconds, _options);
}
