using System.Numerics;
using Glia.Neurons.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Neurons;

/// <summary>Puts an <see cref="AstrocyteKernel{T}"/> into the autograd graph.</summary>
/// <remarks>Inputs: current [T, B, N], drive [T, B, A] or empty, state [B, N + A], leak and threshold [N], ρ [A], g [N], the kernel. Outputs: spikes, final state.</remarks>
internal sealed class AstrocyteFunction : MultiTensorFunction<AstrocyteFunction>
{
    private const string KernelKey = "kernel";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(AstrocyteFunction);

    /// <summary>Runs forward without a graph.</summary>
    public static List<Tensor> Run(Tensor[] inputs, object kernel) => Compute(inputs, kernel)[..2];

    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var inputs = vars[..^1].Cast<Tensor>().ToArray();
        var computed = Compute(inputs, vars[^1]);
        ctx.save_for_backward([.. inputs, computed[0].detach(), computed[2], computed[3]]);
        ctx.save_data(KernelKey, vars[^1]);
        ctx.set_materialize_grads(false);
        return computed[..2];
    }

    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var up = grad_outputs.Select(gradient => gradient is null || gradient.IsInvalid ? null : gradient.contiguous()).ToArray();
        var gradients = ctx.get_data(KernelKey) is AstrocyteKernel<float> single ? Backward(single, saved, up) : Backward((AstrocyteKernel<double>)ctx.get_data(KernelKey), saved, up);
        foreach (var gradient in gradients)
        {
            _ = gradient.MoveToOuterDisposeScope();
        }

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        gradients.Add(null!);
        return gradients;
    }

    private static List<Tensor> Compute(Tensor[] inputs, object kernel) =>
        kernel is AstrocyteKernel<float> single ? Compute(single, inputs) : Compute((AstrocyteKernel<double>)kernel, inputs);

    // Spikes, final state, charged membranes, astrocytes before each step.
    private static List<Tensor> Compute<T>(AstrocyteKernel<T> kernel, Tensor[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (current, state) = (inputs[0], inputs[2].clone());
        var (spikes, charged) = (empty_like(current), empty_like(current));
        var astrocytes = empty([current.shape[0], current.shape[1], inputs[5].shape[0]], current.dtype);
        var sequence = AstrocyteSequence<T>.Of(inputs);
        unsafe
        {
            fixed (T* s = state.AsSpan<T>(), y = spikes.AsSpan<T>(), h = charged.AsSpan<T>(), a = astrocytes.AsSpan<T>())
            {
                kernel.Forward(sequence, s, y, h, a);
            }
        }

        GC.KeepAlive(inputs);
        return [spikes, state, charged, astrocytes];
    }

    private static List<Tensor> Backward<T>(AstrocyteKernel<T> kernel, List<Tensor> saved, Tensor?[] up)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor[] inputs = [.. saved[..7]];
        var outputGradient = up[0] ?? zeros_like(saved[7]);
        var stateGradient = up[1]?.clone() ?? zeros_like(inputs[2]);
        var (currentGradient, driveGradient) = (empty_like(inputs[0]), empty_like(inputs[1]));
        double[][] constants;
        unsafe
        {
            fixed (T* y = saved[7].AsSpan<T>(), h = saved[8].AsSpan<T>(), a = saved[9].AsSpan<T>(), g = outputGradient.AsSpan<T>(),
                s = stateGradient.AsSpan<T>(), x = currentGradient.AsSpan<T>(), d = driveGradient.AsSpan<T>())
            {
                constants = kernel.Backward(AstrocyteSequence<T>.Of(inputs), new AstrocyteSaved<T> { Spikes = y, Charged = h, Astrocytes = a }, g, s, x, d);
            }
        }

        GC.KeepAlive(inputs);
        GC.KeepAlive(saved);
        return [currentGradient, driveGradient, stateGradient, .. constants.Select(gradient => tensor(gradient, inputs[0].dtype))];
    }
}
