using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Glia.Cli;

namespace Glia.Benchmarks;

/// <summary>From starting the process to its end, for what needs no tensors; <c>--version</c> is near to what any .NET program costs.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 2, iterationCount: 20)]
public class StartupBenchmarks
{
    private static readonly string Program = typeof(ExitCodes).Assembly.Location;

    [Benchmark(Baseline = true)]
    public void Version() => Run("--version");

    [Benchmark]
    public void Help() => Run("--help");

    [Benchmark]
    public void Papers() => Run("papers");

    private static void Run(string argument)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, argument]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"glia {argument} ended with exit code {process.ExitCode}.");
        }
    }
}
