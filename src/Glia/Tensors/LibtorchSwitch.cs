using System.Runtime.InteropServices;
using TorchSharp;

namespace Glia.Tensors;

/// <summary>Switches of libtorch for the whole process, through symbols that it exports and TorchSharp does not wrap.</summary>
internal static class LibtorchSwitch
{
    private static readonly nint Library = NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out var library) ? library : 0;

    /// <summary>Switches oneDNN on or off; returns false where this build of libtorch does not export the switch (Windows mangles the names otherwise).</summary>
    public static bool TrySetOneDnn(bool enabled) => TrySet("_ZN2at7Context20setUserEnabledMkldnnEb", enabled);

    /// <summary>Switches NNPACK on or off; returns as <see cref="TrySetOneDnn"/>.</summary>
    /// <remarks>Where the processor has no support for it, each convolution that asks for NNPACK writes a warning to the standard error.</remarks>
    public static bool TrySetNnpack(bool enabled) => TrySet("_ZN2at7Context20setUserEnabledNNPACKEb", enabled);

    private static unsafe bool TrySet(string setter, bool enabled)
    {
        if (Library == 0
            || !NativeLibrary.TryGetExport(Library, "_ZN2at13globalContextEv", out var globalContext)
            || !NativeLibrary.TryGetExport(Library, setter, out var set))
        {
            return false;
        }

        var context = ((delegate* unmanaged<nint>)globalContext)();
        ((delegate* unmanaged<nint, byte, void>)set)(context, enabled ? (byte)1 : (byte)0);
        return true;
    }
}
