using Glia.Random;
using TorchSharp;

namespace Glia.Tensors;

/// <summary>Seeds libtorch's own random generator, for operations that draw inside libtorch (dropout, <c>randperm</c>).</summary>
/// <remarks>
/// This is the only place that calls <c>torch.manual_seed</c>. The generator is one for the process: trials that run at once in one process
/// disturb each other's draws, so that Glia itself draws from <see cref="RandomStream"/> and leaves the generator alone.
/// </remarks>
public static class TorchSeed
{
    /// <summary>Seeds libtorch with the next 64 bits of the stream.</summary>
    /// <returns>The seed that was set.</returns>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static long Apply(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        var seed = (long)random.NextUInt64();
#pragma warning disable RS0030 // the one place
        torch.manual_seed(seed).Dispose();
#pragma warning restore RS0030
        return seed;
    }
}
