using System.Runtime.InteropServices;
using TorchSharp;

namespace Glia.Tensors;

/// <summary>Switches oneDNN on and off for the whole process, through symbols that libtorch exports and TorchSharp does not wrap.</summary>
internal static class OneDnnSwitch
{
    private static readonly nint Library = NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out var library) ? library : 0;

    /// <summary>Sets the switch; returns false where this build of libtorch does not export it (Windows mangles the names otherwise).</summary>
    public static unsafe bool TrySet(bool enabled)
    {
        if (Library == 0
            || !NativeLibrary.TryGetExport(Library, "_ZN2at13globalContextEv", out var globalContext)
            || !NativeLibrary.TryGetExport(Library, "_ZN2at7Context20setUserEnabledMkldnnEb", out var setEnabled))
        {
            return false;
        }

        var context = ((delegate* unmanaged<nint>)globalContext)();
        ((delegate* unmanaged<nint, byte, void>)setEnabled)(context, enabled ? (byte)1 : (byte)0);
        return true;
    }
}
