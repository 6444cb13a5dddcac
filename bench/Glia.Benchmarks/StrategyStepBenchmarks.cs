using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Glia.Continual;
using Glia.Data;
using Glia.Networks;
using Glia.Random;

namespace Glia.Benchmarks;

/// <summary>What a step costs with each strategy: 784-100-100-10, 10 new digits a step, in the sixth task (five are to be remembered). One thread each.</summary>
[MemoryDiagnoser]
public class StrategyStepBenchmarks
{
    private const int Remembered = 5;
    private const int Batch = 10;
    private readonly SampleReference[] _samples = [.. Enumerable.Range(0, Batch).Select(i => new SampleReference(Remembered, i))];
    private readonly Dictionary<string, ContinualTrainer> _trainers = [];

    [GlobalSetup]
    public void Setup()
    {
        var digits = Mnist.Embedded;
        SparseImages Images(LabelledImages data) => new(data.Pixels, data.Labels, data.PixelsPerImage);
        var size = new BenchmarkSize { Tasks = Remembered + 1, SamplesPerTask = 1000, TestSamples = 10 };
        var benchmark = ContinualBenchmark.PermutedMnist(Images(digits.Train), Images(digits.Test), size, seed: 1);
        foreach (var strategy in ComparedStrategies.All(memoryPerTask: 200, Remembered + 1, directionsPerTask: 20))
        {
            _trainers[strategy.Name] = Remembering(benchmark, strategy.Create(strategy.Strengths[0], benchmark));
        }
    }

    /// <summary>For a busy machine: the strategies take turns, step by step, and the least time of each counts.</summary>
    public static void TakeTurns(int rounds)
    {
        var benchmarks = new StrategyStepBenchmarks();
        benchmarks.Setup();
        var least = benchmarks._trainers.Keys.ToDictionary(name => name, _ => double.PositiveInfinity);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var name in benchmarks._trainers.Keys)
            {
                benchmarks.Step(name);
                var watch = Stopwatch.StartNew();
                benchmarks.Step(name);
                least[name] = Math.Min(least[name], watch.Elapsed.TotalMicroseconds);
            }
        }

        foreach (var (name, time) in least)
        {
            Console.WriteLine(FormattableString.Invariant($"{name,-20} {time,10:N0} µs {time / least["naive"],8:N1} ×"));
        }
    }

    [Benchmark(Baseline = true)]
    public void Naive() => Step("naive");

    [Benchmark]
    public void ReplayFromReservoir() => Step("ER-reservoir");

    [Benchmark]
    public void ReplayFromRing() => Step("ER-ring");

    [Benchmark]
    public void ReplayBalancedByClass() => Step("ER-class-balanced");

    [Benchmark]
    public void ElasticWeights() => Step("EWC");

    [Benchmark]
    public void OnlineElasticWeights() => Step("online EWC");

    [Benchmark]
    public void SynapticIntelligence() => Step("SI");

    [Benchmark]
    public void WithoutForgetting() => Step("LwF");

    [Benchmark]
    public void AveragedGem() => Step("A-GEM");

    [Benchmark]
    public void Gem() => Step("GEM");

    [Benchmark]
    public void OrthogonalGradients20() => Step("OGD");

    [Benchmark]
    public void ProjectionMemory() => Step("GPM");

    private void Step(string name) => _trainers[name].Step(_samples, epoch: 1);

    // The tasks are shown to the strategy without training on them: what it remembers has the size that matters here.
    private static ContinualTrainer Remembering(ContinualBenchmark benchmark, IContinualStrategy strategy)
    {
        var network = new MultilayerPerceptron([784, 100, 100, 10], new RandomStream(1, "init"));
        var trainer = new ContinualTrainer(benchmark, network, strategy, new ContinualTrainingOptions { BatchSize = Batch, LearningRate = 1e-6 });
        for (var task = 0; task <= Remembered; task++)
        {
            var phase = new ContinualPhase(task, benchmark.Tasks[task], network, new RandomStream(1, $"strategy/{task}"));
            strategy.BeforeTask(phase);
            if (task < Remembered)
            {
                foreach (var samples in Enumerable.Range(0, 1000).Select(i => new SampleReference(task, i)).Chunk(Batch))
                {
                    trainer.Step(samples, epoch: 0);
                }

                strategy.AfterTask(phase);
            }
        }

        return trainer;
    }
}
