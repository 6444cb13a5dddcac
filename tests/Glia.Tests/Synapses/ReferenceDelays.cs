using Glia.Synapses;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Synapses;

/// <summary>A layer with delays by its definition: operation by operation on tensors, in double precision, with a dense kernel.</summary>
internal static class ReferenceDelays
{
    /// <summary>Returns the output [T + tail, B, outputs] of weights and positions [taps, inputs, outputs].</summary>
    public static Tensor Forward(Tensor input, Tensor weight, Tensor position, DelayedLinearOptions options, double sigma, DelayExecution execution)
    {
        var (slots, steps) = (options.MaxDelay, input.shape[0]);
        var kernel = Kernel(weight, position.expand(weight.shape), options, sigma, execution);
        var before = zeros([slots - 1, input.shape[1], input.shape[2]], ScalarType.Float64);
        var tail = options.TailSteps ?? (slots - 1) / 2;
        var padded = cat([before, input, zeros([tail, input.shape[1], input.shape[2]], ScalarType.Float64)]);
        Tensor? sum = null;
        for (var j = 0; j < slots; j++)
        {
            var term = padded.narrow(0, j, steps + tail).matmul(kernel.select(3, j).sum([0L]));
            sum = sum is null ? term : sum.Plus(term);
        }

        return sum!;
    }

    private static Tensor Kernel(Tensor weight, Tensor position, DelayedLinearOptions options, double sigma, DelayExecution execution)
    {
        var j = arange(options.MaxDelay, ScalarType.Float64);
        var q = position.Plus(options.MaxDelay / 2).unsqueeze(-1);
        var distance = j.sub(q);
        Tensor heights;
        if (execution == DelayExecution.Rounded)
        {
            return weight.unsqueeze(-1).mul(j.eq(q.round()).to_type(ScalarType.Float64));
        }

        if (options.Profile == DelayProfile.Gaussian)
        {
            var s = Math.Abs(sigma) + 0.27;
            heights = distance.DividedBy(s).square().Times(-0.5).exp();
            if (s <= 2)
            {
                heights = heights.mul(j.sub(q.detach().round()).abs().le(KeptScalar.Of(Math.Ceiling(4 * s))).to_type(ScalarType.Float64));
            }
        }
        else
        {
            heights = nn.functional.relu(distance.abs().Times(-1).Plus(Math.Abs(sigma) + 1));
        }

        return weight.unsqueeze(-1).mul(heights.div(heights.sum(-1, keepdim: true).Plus(1e-7)));
    }
}
