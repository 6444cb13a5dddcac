using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Glia.Benchmarks -- --filter '*Perceptron*'
// dotnet run -c Release --project bench/Glia.Benchmarks -- reservoirs [python]
// dotnet run -c Release --project bench/Glia.Benchmarks -- strategies [first seed] [seeds] [threads] [images a task] [name, …]
// dotnet run -c Release --project bench/Glia.Benchmarks -- strategy-steps
if (args is ["reservoirs", ..])
{
    Glia.Benchmarks.ReservoirComparison.Run(args.ElementAtOrDefault(1) ?? "python3");
    return;
}

if (args is ["strategy-steps"])
{
    Glia.Benchmarks.StrategyStepBenchmarks.TakeTurns(rounds: 200);
    return;
}

if (args is ["strategies", .. var rest])
{
    Glia.Benchmarks.StrategyComparison.Run(rest);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Glia.Benchmarks.PerceptronStepBenchmarks).Assembly).Run(args);
