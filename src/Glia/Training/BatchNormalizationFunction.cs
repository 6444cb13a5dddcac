using System.Numerics.Tensors;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace Glia.Training;

/// <summary>Puts batch normalisation into the autograd graph: inputs are input, γ, β and the statistics.</summary>
/// <remarks>x̂ = (x − μ)/σ; ∂γ = Σ ∂y·x̂; ∂β = Σ ∂y; ∂x = γ/σ·(∂y − ∂β/N − x̂·∂γ/N), without the last two terms where the statistics are fixed.</remarks>
internal sealed class BatchNormalizationFunction : SingleTensorFunction<BatchNormalizationFunction>
{
    private const string StatisticsKey = "statistics";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(BatchNormalizationFunction);

    public static Tensor Forward(Tensor input, Tensor scale, Tensor shift, BatchStatistics statistics)
    {
        var output = empty_like(input);
        var channels = statistics.Centre.Length;
        var x = input.AsReadOnlySpan<float>();
        var y = output.AsSpan<float>();
        var factor = new float[channels];
        TensorPrimitives.Multiply(scale.AsReadOnlySpan<float>(), statistics.Inverse, factor);
        for (var at = 0; at < x.Length; at += channels)
        {
            var row = y.Slice(at, channels);
            TensorPrimitives.Subtract(x.Slice(at, channels), statistics.Centre, row);
            TensorPrimitives.MultiplyAdd(row, factor, shift.AsReadOnlySpan<float>(), row);
        }

        return output;
    }

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (input, scale, shift, statistics) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (BatchStatistics)vars[3]);
        ctx.save_for_backward([input, scale]);
        ctx.save_data(StatisticsKey, statistics);
        return Forward(input, scale, shift, statistics);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var statistics = (BatchStatistics)ctx.get_data(StatisticsKey);
        var channels = statistics.Centre.Length;
        var (byInput, byScale, byShift) = (empty_like(saved[0]), empty(channels), empty(channels));
        var x = saved[0].AsReadOnlySpan<float>();
        var up = grad_output.contiguous();
        Sum(x, up.AsReadOnlySpan<float>(), statistics, byScale.AsSpan<float>(), byShift.AsSpan<float>());
        Fill(x, up.AsReadOnlySpan<float>(), saved[1].AsReadOnlySpan<float>(), statistics, byScale.AsSpan<float>(), byShift.AsSpan<float>(), byInput.AsSpan<float>());
        List<Tensor> gradients = [byInput.MoveToOuterDisposeScope(), byScale.MoveToOuterDisposeScope(), byShift.MoveToOuterDisposeScope(), null!];

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        return gradients;
    }

    private static void Sum(ReadOnlySpan<float> x, ReadOnlySpan<float> up, BatchStatistics statistics, Span<float> byScale, Span<float> byShift)
    {
        var channels = byScale.Length;
        var row = new float[channels];
        byScale.Clear();
        byShift.Clear();
        for (var at = 0; at < x.Length; at += channels)
        {
            var gradient = up.Slice(at, channels);
            TensorPrimitives.Subtract(x.Slice(at, channels), statistics.Centre, row);
            TensorPrimitives.MultiplyAdd(row, gradient, byScale, byScale);
            TensorPrimitives.Add(byShift, gradient, byShift);
        }

        TensorPrimitives.Multiply(byScale, statistics.Inverse, byScale);
    }

    // ∂x = f·∂y − f·∂β/N − (x − μ)·f·∂γ/(σN), f = γ/σ: three numbers a channel, one pass.
    private static void Fill(
        ReadOnlySpan<float> x, ReadOnlySpan<float> up, ReadOnlySpan<float> scale, BatchStatistics statistics, ReadOnlySpan<float> byScale, ReadOnlySpan<float> byShift, Span<float> byInput)
    {
        var channels = byScale.Length;
        var (factor, constant, slope, row) = (new float[channels], new float[channels], new float[channels], new float[channels]);
        TensorPrimitives.Multiply(scale, statistics.Inverse, factor);
        if (statistics.IsOfBatch)
        {
            var rows = x.Length / channels;
            for (var channel = 0; channel < channels; channel++)
            {
                slope[channel] = -factor[channel] * byScale[channel] * statistics.Inverse[channel] / rows;
                constant[channel] = -factor[channel] * byShift[channel] / rows;
            }
        }

        for (var at = 0; at < x.Length; at += channels)
        {
            var to = byInput.Slice(at, channels);
            TensorPrimitives.Subtract(x.Slice(at, channels), statistics.Centre, row);
            TensorPrimitives.MultiplyAdd(row, slope, constant, row);
            TensorPrimitives.MultiplyAdd(up.Slice(at, channels), factor, row, to);
        }
    }
}
