using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Glia.Benchmarks -- --filter '*Perceptron*'
// dotnet run -c Release --project bench/Glia.Benchmarks -- reservoirs [python]
if (args is ["reservoirs", ..])
{
    Glia.Benchmarks.ReservoirComparison.Run(args.ElementAtOrDefault(1) ?? "python3");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Glia.Benchmarks.PerceptronStepBenchmarks).Assembly).Run(args);
