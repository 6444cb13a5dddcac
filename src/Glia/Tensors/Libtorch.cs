using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Glia.Tensors;

/// <summary>Loads libtorch when it is first needed, and says in one sentence why where it cannot.</summary>
/// <remarks>
/// <para>Nothing of Glia touches TorchSharp before a tensor is needed: naming this class loads nothing. The libraries are tried
/// before TorchSharp's own loader sees them, because that one prints pages to the console and, on failure, copies the unrepaired library from
/// the package cache into a folder <c>cpu</c> of the output.</para>
/// <para>Thread-safe: yes. The answer of the first attempt stays for the life of the process.</para>
/// </remarks>
public static class Libtorch
{
    private static readonly Lazy<LibtorchUnavailableException?> Failure = new(Load);

    /// <summary>Version of the libtorch that TorchSharp was built for, such as <c>2.10.0</c>; asking for it loads libtorch.</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static string Version
    {
        get
        {
            EnsureLoaded();
            return torch.NormalizeNuGetVersion(torch.__version__);
        }
    }

    /// <summary>Number of threads that one libtorch operation uses. Default 1: trials run side by side, and give the same bits on any number of cores.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static int Threads
    {
        get
        {
            EnsureLoaded();
            return torch.get_num_threads();
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            EnsureLoaded();
            torch.set_num_threads(value);
        }
    }

    /// <summary>Loads libtorch if that has not happened yet, and lets it use one thread in each of ours.</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static void EnsureLoaded()
    {
        if (Failure.Value is { } failure)
        {
            throw new LibtorchUnavailableException(failure.Message, failure.InnerException);
        }
    }

    /// <summary>Loads libtorch if that has not happened yet and is possible.</summary>
    /// <param name="problem">One sentence: which library is missing and what to install; null where libtorch is loaded.</param>
    /// <returns>Whether libtorch is loaded.</returns>
    public static bool TryLoad([NotNullWhen(false)] out string? problem)
    {
        problem = Failure.Value?.Message;
        return problem is null;
    }

    private static LibtorchUnavailableException? Load()
    {
        if (LibtorchProblem.OfPlatform(LibtorchProblem.OperatingSystemName, RuntimeInformation.ProcessArchitecture) is { } unsupported)
        {
            return new LibtorchUnavailableException(unsupported);
        }

        try
        {
            NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null);
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
            torch.set_num_threads(1);
            // Glia's convolutions never need NNPACK, and it warns at each one on processors that it does not know.
            _ = LibtorchSwitch.TrySetNnpack(false);
            return null;
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException or NotSupportedException)
        {
            return new LibtorchUnavailableException(LibtorchProblem.OfLoader(refused.Message), refused);
        }
    }
}
