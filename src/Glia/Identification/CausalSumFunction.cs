using System.Numerics;
using System.Runtime.InteropServices;
using Glia.Neurons.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Identification;

/// <summary>The sum of a causal convolution in the autograd graph: from products [T, B, kernel, channels] to y[t] = Σₖ products[t − k, ·, k], [T, B, channels].</summary>
internal sealed class CausalSumFunction : SingleTensorFunction<CausalSumFunction>
{
    private const string GradientsKey = "gradients";
    private const string ShapeKey = "shape";

    public override string Name => nameof(CausalSumFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var products = ((Tensor)vars[0]).contiguous();
        ctx.save_data(ShapeKey, products.shape);
        return Sum(products);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var spread = Spread(grad_output.contiguous(), (long[])ctx.get_data(ShapeKey)).MoveToOuterDisposeScope();

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        List<Tensor> gradients = [spread];
        ctx.save_data(GradientsKey, gradients);
        return gradients;
    }

    private static unsafe Tensor Sum(Tensor products)
    {
        var (steps, batch, kernel, channels) = ((int)products.shape[0], (int)products.shape[1], (int)products.shape[2], (int)products.shape[3]);
        var result = zeros([steps, batch, channels], products.dtype);
        fixed (float* p = products.AsReadOnlySpan<float>(), r = result.AsSpan<float>())
        {
            nint from = (nint)p, to = (nint)r;
            BlockParallel.Run(batch, b =>
            {
                for (nint t = 0; t < steps; t++)
                {
                    var line = new Span<float>((float*)to + (((t * batch) + b) * channels), channels);
                    for (nint k = 0; k <= Math.Min(t, kernel - 1); k++)
                    {
                        Add(new ReadOnlySpan<float>((float*)from + ((((((t - k) * batch) + b) * kernel) + k) * channels), channels), line);
                    }
                }
            });
        }

        return result;
    }

    private static unsafe Tensor Spread(Tensor gradient, long[] shape)
    {
        var (steps, batch, kernel, channels) = ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
        var result = zeros(shape, gradient.dtype);
        fixed (float* g = gradient.AsReadOnlySpan<float>(), r = result.AsSpan<float>())
        {
            nint from = (nint)g, to = (nint)r;
            BlockParallel.Run(batch, b =>
            {
                for (nint t = 0; t < steps; t++)
                {
                    for (nint k = 0; k < Math.Min(kernel, steps - t); k++)
                    {
                        new ReadOnlySpan<float>((float*)from + ((((t + k) * batch) + b) * channels), channels)
                            .CopyTo(new Span<float>((float*)to + ((((((t * batch) + b) * kernel) + k) * channels)), channels));
                    }
                }
            });
        }

        return result;
    }

    private static void Add(ReadOnlySpan<float> values, Span<float> sum)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(values);
        var to = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }

        for (var i = to.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }
}
