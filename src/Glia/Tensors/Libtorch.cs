using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace Glia.Tensors;

/// <summary>Whether libtorch loads here and, if not, what is missing. Nothing else in Glia loads it before tensors are needed.</summary>
public static partial class Libtorch
{
    private static readonly Lazy<string?> Problem = new(Load);

    // In the order in which they need each other, so that the first that does not load is the one to speak of.
    private static readonly string[] LinuxLibraries = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"];

    /// <summary>The version of libtorch.</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static string Version
    {
        get
        {
            EnsureLoaded();
            return torch.__version__;
        }
    }

    /// <summary>Loads libtorch, and makes it use one thread in each of ours: trials run side by side, and give the same bits everywhere.</summary>
    /// <exception cref="LibtorchUnavailableException">It cannot be loaded; the message says what to install.</exception>
    public static void EnsureLoaded()
    {
        if (Problem.Value is { } problem)
        {
            throw new LibtorchUnavailableException(problem);
        }
    }

    /// <summary>Loads libtorch if it can be loaded.</summary>
    /// <param name="problem">What is missing and what to install, in a sentence.</param>
    public static bool TryLoad([NotNullWhen(false)] out string? problem)
    {
        problem = Problem.Value;
        return problem is null;
    }

    /// <summary>Says in a sentence why the native libraries in a folder do not load; null if they do.</summary>
    /// <param name="folder">The folder of the native libraries.</param>
    internal static string? ProblemIn(string folder)
    {
        foreach (var library in LinuxLibraries)
        {
            try
            {
                NativeLibrary.Load(Path.Combine(folder, library));
            }
            catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
            {
                return Explain(library, failure.Message);
            }
        }

        return null;
    }

    private static string? Load()
    {
        try
        {
            UseOneThread();
            return null;
        }
        catch (Exception failure) when (failure is TypeInitializationException or DllNotFoundException or NotSupportedException or BadImageFormatException or EntryPointNotFoundException)
        {
            return !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64
                ? $"libtorch cannot be loaded on {RuntimeInformation.RuntimeIdentifier}: add the package libtorch-cpu of this system to the program that runs."
                : NativeFolders().Where(Directory.Exists).Select(ProblemIn).FirstOrDefault()
                    ?? $"libtorch cannot be loaded: {(failure.InnerException ?? failure).Message.Split('\n')[0]}";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseOneThread() => torch.set_num_threads(1);

    private static IEnumerable<string> NativeFolders() =>
        [Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"), AppContext.BaseDirectory];

    private static string Explain(string library, string message)
    {
        var version = MissingVersion().Match(message);
        var file = MissingFile().Match(message);
        return version.Success ? $"libtorch cannot be loaded: {library} needs {version.Groups[1].Value}, which this system's libstdc++ lacks; rebuild (the build repairs the library), or install a newer libstdc++6."
            : file.Success && !file.Groups[1].Value.Equals(library, StringComparison.Ordinal) ? $"libtorch cannot be loaded: {library} needs {file.Groups[1].Value}, which is missing; install {Package(file.Groups[1].Value)}."
            : $"libtorch cannot be loaded: {library} is missing or damaged; rebuild, or install glia again.";
    }

    private static string Package(string file) => file switch
    {
        _ when file.StartsWith("libgomp", StringComparison.Ordinal) => "the package libgomp1",
        _ when file.StartsWith("libstdc++", StringComparison.Ordinal) => "the package libstdc++6",
        _ when file.StartsWith("libgcc_s", StringComparison.Ordinal) => "the package libgcc-s1",
        _ => "the package that has it",
    };

    [GeneratedRegex(@"version `([A-Z]+_[0-9.]+)' not found")]
    private static partial Regex MissingVersion();

    [GeneratedRegex(@"(lib[A-Za-z0-9_+.-]+\.so[0-9.]*): cannot open shared object file")]
    private static partial Regex MissingFile();
}
