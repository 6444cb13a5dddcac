using System.Numerics;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Recurrent;

/// <summary>Puts the recurrence of a long short-term memory into the autograd graph.</summary>
/// <remarks>Inputs: drive [T, B, 4H], recurrent weight [4H, H]. Output: hidden [T, B, H].</remarks>
internal sealed class LongShortTermMemoryFunction : SingleTensorFunction<LongShortTermMemoryFunction>
{
    private const string GradientsKey = "gradients";

    public override string Name => nameof(LongShortTermMemoryFunction);

    /// <summary>Runs forward without a graph.</summary>
    public static Tensor Run(Tensor drive, Tensor weight) => Compute(drive.contiguous(), weight)[0];

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var weight = (Tensor)vars[1];
        var computed = Compute(((Tensor)vars[0]).contiguous(), weight);
        ctx.save_for_backward([weight, computed[0].detach(), computed[1], computed[2]]);
        return computed[0];
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var up = grad_output.contiguous();
        var driveGradient = saved[0].dtype == ScalarType.Float32 ? Backward<float>(saved, up) : Backward<double>(saved, up);
        var (steps, hidden) = (saved[1].shape[0], saved[1].shape[2]);
        var before = cat([zeros_like(saved[1].narrow(0, 0, 1)), saved[1].narrow(0, 0, steps - 1)]).reshape(-1, hidden);
        var weightGradient = driveGradient.reshape(-1, 4 * hidden).t().mm(before);
        List<Tensor> gradients = [driveGradient.MoveToOuterDisposeScope(), weightGradient.MoveToOuterDisposeScope()];

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        return gradients;
    }

    private static Tensor[] Compute(Tensor drive, Tensor weight) => drive.dtype == ScalarType.Float32 ? Compute<float>(drive, weight) : Compute<double>(drive, weight);

    private static Tensor[] Compute<T>(Tensor drive, Tensor weight)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, hidden) = ((int)drive.shape[0], (int)drive.shape[1], (int)weight.shape[1]);
        var (output, gates, cells) = (empty([steps, batch, hidden], drive.dtype), empty_like(drive), empty([steps, batch, hidden], drive.dtype));
        LongShortTermMemoryKernel<T>.Forward(
            weight.AsReadOnlySpan<T>(), hidden, steps, batch, drive.AsReadOnlySpan<T>(), output.AsSpan<T>(), gates.AsSpan<T>(), cells.AsSpan<T>());
        return [output, gates, cells];
    }

    private static Tensor Backward<T>(List<Tensor> saved, Tensor up)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (weight, gates, cells) = (saved[0], saved[2], saved[3]);
        var driveGradient = empty_like(gates);
        LongShortTermMemoryKernel<T>.Backward(
            weight.AsReadOnlySpan<T>(), (int)weight.shape[1], (int)gates.shape[0], (int)gates.shape[1],
            gates.AsReadOnlySpan<T>(), cells.AsReadOnlySpan<T>(), up.AsReadOnlySpan<T>(), driveGradient.AsSpan<T>());
        return driveGradient;
    }
}
