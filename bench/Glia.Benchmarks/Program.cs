using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Glia.Benchmarks -- --filter "*Convolution*" --job short
BenchmarkSwitcher.FromAssembly(typeof(Glia.Benchmarks.ConvolutionBenchmarks).Assembly).Run(args);
