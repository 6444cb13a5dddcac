using System.Numerics;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Language;

/// <summary>Puts <see cref="WeightedKeyValueKernel{T}"/> into the autograd graph.</summary>
/// <remarks>Inputs: keys and values [T, B, d], w and u [d], state [3, B, d], which has no gradient and is advanced in place. Output: y [T, B, d].</remarks>
internal sealed class WeightedKeyValueFunction : SingleTensorFunction<WeightedKeyValueFunction>
{
    private const string GradientsKey = "gradients";

    public override string Name => nameof(WeightedKeyValueFunction);

    /// <summary>Runs forward without a graph.</summary>
    public static Tensor Run(Tensor[] inputs) => Compute(inputs, null);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        Tensor[] inputs = [.. vars.Cast<Tensor>()];
        var before = empty([inputs[0].shape[0], 3, inputs[0].shape[1], inputs[0].shape[2]], inputs[0].dtype);
        var output = Compute(inputs, before);
        ctx.save_for_backward([.. inputs[..4], before]);
        return output;
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var up = grad_output.contiguous();
        var gradients = saved[0].dtype == ScalarType.Float32 ? Backward<float>(saved, up) : Backward<double>(saved, up);
        foreach (var gradient in gradients)
        {
            _ = gradient.MoveToOuterDisposeScope();
        }

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        gradients.Add(null!);
        return gradients;
    }

    private static Tensor Compute(Tensor[] inputs, Tensor? before) => inputs[0].dtype == ScalarType.Float32 ? Compute<float>(inputs, before) : Compute<double>(inputs, before);

    private static Tensor Compute<T>(Tensor[] inputs, Tensor? before)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var output = empty_like(inputs[0]);
        WeightedKeyValueKernel<T>.Forward(
            Shape(inputs[0]), inputs[0].AsReadOnlySpan<T>(), inputs[1].AsReadOnlySpan<T>(), inputs[2].AsReadOnlySpan<T>(), inputs[3].AsReadOnlySpan<T>(),
            inputs[4].AsSpan<T>(), output.AsSpan<T>(), before is null ? default : before.AsSpan<T>());
        return output;
    }

    private static List<Tensor> Backward<T>(List<Tensor> saved, Tensor up)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (keys, values) = (empty_like(saved[0]), empty_like(saved[1]));
        var (decay, bonus) = WeightedKeyValueKernel<T>.Backward(
            Shape(saved[0]), saved[0].AsReadOnlySpan<T>(), saved[1].AsReadOnlySpan<T>(), saved[2].AsReadOnlySpan<T>(), saved[3].AsReadOnlySpan<T>(),
            saved[4].AsReadOnlySpan<T>(), up.AsReadOnlySpan<T>(), keys.AsSpan<T>(), values.AsSpan<T>());
        return [keys, values, tensor(decay, keys.dtype), tensor(bonus, keys.dtype)];
    }

    private static (int Steps, int Columns) Shape(Tensor keys) => ((int)keys.shape[0], checked((int)(keys.shape[1] * keys.shape[2])));
}
