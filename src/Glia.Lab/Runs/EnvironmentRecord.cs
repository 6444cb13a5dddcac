using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Glia.Lab.Runs;

/// <summary>The machine and the software that a run began on: <c>environment.json</c>.</summary>
public sealed record EnvironmentRecord
{
    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>Vector instructions that the processor has and .NET uses.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Logical cores.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory that the process may use, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string DotNet { get; init; }

    /// <summary>Bits of <see cref="Vector{T}"/>.</summary>
    public required int VectorBits { get; init; }

    /// <summary>Processes wanting to run, averaged over the last minute, when the run began; null where the system does not say.</summary>
    public double? LoadAtStart { get; init; }

    /// <summary>The libtorch version, or why there is none; trials of studies that use no tensors run without it.</summary>
    public required string Libtorch { get; init; }

    /// <summary>Threads that libtorch may use in one trial: always one, so that results do not depend on the machine.</summary>
    public int LibtorchThreads { get; init; } = 1;

    /// <summary>Reads the machine.</summary>
    /// <param name="usesLibtorch">Whether the run uses tensors, so that libtorch may be loaded to ask its version.</param>
    public static EnvironmentRecord Read(bool usesLibtorch) => new()
    {
        Processor = ProcessorName(),
        Flags = VectorFlags(),
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        OperatingSystem = RuntimeInformation.OSDescription + ", " + RuntimeInformation.OSArchitecture,
        DotNet = RuntimeInformation.FrameworkDescription,
        VectorBits = Vector<byte>.Count * 8,
        LoadAtStart = Load(),
        Libtorch = usesLibtorch ? LibtorchVersion() : "not used",
    };

    /// <summary>The vector instructions that .NET uses here.</summary>
    public static IReadOnlyList<string> VectorFlags() =>
    [
        .. new (string Name, bool Has)[]
        {
            ("SSE4.2", System.Runtime.Intrinsics.X86.Sse42.IsSupported),
            ("AVX", System.Runtime.Intrinsics.X86.Avx.IsSupported),
            ("AVX2", System.Runtime.Intrinsics.X86.Avx2.IsSupported),
            ("FMA", System.Runtime.Intrinsics.X86.Fma.IsSupported),
            ("AVX512F", System.Runtime.Intrinsics.X86.Avx512F.IsSupported),
            ("NEON", System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported),
        }.Where(flag => flag.Has).Select(flag => flag.Name),
    ];

    private static string LibtorchVersion() => Tensors.Libtorch.TryLoad(out var problem) ? Tensors.Libtorch.Version : problem;

    private static string ProcessorName()
    {
        const string linux = "/proc/cpuinfo";
        var line = File.Exists(linux) ? File.ReadLines(linux).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double? Load()
    {
        const string linux = "/proc/loadavg";
        return File.Exists(linux) && double.TryParse(File.ReadAllText(linux).Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var load) ? load : null;
    }
}
