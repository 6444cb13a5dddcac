using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Glia.Tensors;

/// <summary>Turns what the loader of the operating system says into one sentence that a user can act on.</summary>
internal static partial class LibtorchProblem
{
    private static readonly Dictionary<string, string> DebianPackages = new(StringComparer.Ordinal)
    {
        ["libstdc++.so.6"] = "libstdc++6",
        ["libgomp.so.1"] = "libgomp1",
        ["libgcc_s.so.1"] = "libgcc-s1",
    };

    /// <summary>Name of this operating system as messages use it.</summary>
    public static string OperatingSystemName =>
        OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : RuntimeInformation.OSDescription;

    /// <summary>Says why a platform has no libtorch, or null where it has one.</summary>
    public static string? OfPlatform(string system, Architecture architecture) => (system, architecture) switch
    {
        ("Linux" or "Windows", Architecture.X64) or ("macOS", Architecture.Arm64) => null,
        _ => $"libtorch is not served for {system} on {architecture}; run this on Linux x64, Windows x64 or macOS arm64.",
    };

    /// <summary>Says what is missing, from the message of a failed load (all paths that were tried, one a line).</summary>
    public static string OfLoader(string loaderMessage)
    {
        if (MissingVersion().Match(loaderMessage) is { Success: true } version)
        {
            return OfVersion(version.Groups["version"].Value, version.Groups["file"].Value);
        }

        // A dependency that is missing is named bare; the paths that were tried in vain are full, or named after the library itself.
        foreach (Match missing in MissingFile().Matches(loaderMessage))
        {
            var name = missing.Groups["file"].Value;
            if (!name.Contains('/') && !name.Contains("torch_cpu") && !name.Contains("LibTorchSharp"))
            {
                return OfDependency(name);
            }
        }

        return loaderMessage.Contains("LibTorchSharp", StringComparison.Ordinal)
            ? NotBesideTheProgram("LibTorchSharp", "TorchSharp")
            : NotBesideTheProgram("torch_cpu", NativePackage);
    }

    private static string NativePackage =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";

    private static string OfDependency(string name)
    {
        // libtorch brings its own OpenMP under a name with a checksum: libgomp-98b21ff3.so.1.
        if (new[] { "libc10", "libtorch", "libgomp-" }.Any(own => name.StartsWith(own, StringComparison.Ordinal)))
        {
            return NotBesideTheProgram(name, NativePackage);
        }

        return DebianPackages.TryGetValue(name, out var package)
            ? $"libtorch needs the system library {name}, which is missing; install it (Debian, Ubuntu: apt-get install {package})."
            : $"libtorch needs the library {name}, which is missing; install the package of your system that contains it.";
    }

    private static string NotBesideTheProgram(string library, string package) =>
        $"The native library {library} is not beside the program; reference the NuGet package {package} in the project that is executed and build again.";

    private static string OfVersion(string version, string library) => version switch
    {
        "GLIBCXX_3.4.32" => $"{library} of this system is too old for TorchSharp's native library as it comes (it lacks {version}); "
            + "build with the Glia package, whose build step removes that requirement, or install GCC 13.2's libstdc++ or newer.",
        _ when version.StartsWith("GLIBC_", StringComparison.Ordinal) =>
            $"{library} of this system lacks {version}, which libtorch needs; use a newer system (Debian 12, Ubuntu 22.04, RHEL 9 or later).",
        _ => $"{library} of this system lacks {version}, which libtorch needs; install a newer one (Debian, Ubuntu: apt-get install libstdc++6).",
    };

    [GeneratedRegex(@"(?<file>[^\s/:']+)'?: version [`'](?<version>[A-Za-z0-9_.]+)' not found")]
    private static partial Regex MissingVersion();

    [GeneratedRegex(@"(?<file>\S+): cannot open shared object file")]
    private static partial Regex MissingFile();
}
