using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Neurons.Kernels;

/// <summary>What an <see cref="AstrocyteKernel{T}"/> reads; pointers are valid while the tensors live.</summary>
internal sealed unsafe class AstrocyteSequence<T>
    where T : unmanaged
{
    public required int Steps { get; init; }

    public required int Batch { get; init; }

    public required int Neurons { get; init; }

    public required int Astrocytes { get; init; }

    /// <summary>[T, B, N].</summary>
    public required T* Current { get; init; }

    /// <summary>[T, B, A]; null where astrocytes take up own spikes.</summary>
    public required T* Drive { get; init; }

    /// <summary>State before the first step, [B, N + A].</summary>
    public required T* Initial { get; init; }

    /// <summary>1/τ and θ of [N], ρ of [A], g of [N].</summary>
    public required T[][] Constants { get; init; }

    /// <summary>Reads current, drive, state and the four constants.</summary>
    public static AstrocyteSequence<T> Of(Tensor[] inputs)
    {
        fixed (T* x = inputs[0].AsSpan<T>(), d = inputs[1].AsSpan<T>(), s = inputs[2].AsSpan<T>())
        {
            // Memory of tensors does not move.
            return new AstrocyteSequence<T>
            {
                Steps = (int)inputs[0].shape[0],
                Batch = (int)inputs[0].shape[1],
                Neurons = (int)inputs[0].shape[2],
                Astrocytes = (int)inputs[5].shape[0],
                Current = x,
                Drive = inputs[1].numel() == 0 ? null : d,
                Initial = s,
                Constants = [.. inputs[3..7].Select(constant => constant.AsReadOnlySpan<T>().ToArray())],
            };
        }
    }
}
