using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Glia.Benchmarks -- --filter '*Perceptron*'
BenchmarkSwitcher.FromAssembly(typeof(Glia.Benchmarks.PerceptronStepBenchmarks).Assembly).Run(args);
