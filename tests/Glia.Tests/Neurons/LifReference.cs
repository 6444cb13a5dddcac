using Glia.Neurons;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

/// <summary>Leaky integrate-and-fire, operation by operation.</summary>
internal static class LifReference
{
    public static ReferenceComparison.ReferenceStep Of(LeakyIntegrateAndFire model, Func<Tensor, Tensor> surrogate) => (current, state, raw) =>
    {
        var leak = model.Tau.Scope == ParameterScope.Fixed ? raw("", 1 / model.Tau.Values[0]) : raw("Tau", 0).sigmoid();
        var threshold = model.Threshold.Scope == ParameterScope.Fixed ? raw("", model.Threshold.Values[0]) : raw("Threshold", 0).exp().log1p();
        var reset = raw("ResetPotential", model.ResetPotential.Values[0]);
        var rest = model.RestingPotential is { } resting ? raw("RestingPotential", resting.Values[0]) : reset;
        var v = state[0];
        var charged = model.InputDecay == InputDecay.Decayed
            ? v.Plus(current.sub(v.sub(rest)).mul(leak))
            : v.sub(v.sub(rest).mul(leak)).Plus(current);
        if (model.RefractorySteps == 0)
        {
            var spike = ReferenceSurrogates.Spike(charged.sub(threshold), surrogate, model.Comparison == ThresholdComparison.Greater);
            return (spike, [Reset(model, charged, spike, threshold, reset)]);
        }

        var free = state[1].le(KeptScalar.Of(0.0)).to_type(v.dtype);
        var fired = ReferenceSurrogates.Spike(charged.sub(threshold), surrogate, model.Comparison == ThresholdComparison.Greater);
        var next = Reset(model, charged, fired, threshold, reset);
        var output = fired.mul(free);
        var left = state[1].Minus(1).relu().Plus(output.detach().Times(model.RefractorySteps));
        return (output, [next.mul(free).Plus(v.mul(free.neg().Plus(1))), left]);
    };

    public static Tensor Reset(LeakyIntegrateAndFire model, Tensor charged, Tensor spike, Tensor threshold, Tensor reset) =>
        Reset(model.Reset, model.ResetGradient, charged, spike, threshold, reset);

    public static Tensor Reset(ResetMode mode, ResetGradient gradient, Tensor charged, Tensor spike, Tensor threshold, Tensor reset)
    {
        var used = gradient == ResetGradient.Detached ? spike.detach() : spike;
        return mode switch
        {
            ResetMode.Hard => used.neg().Plus(1).mul(charged).Plus(used.mul(reset)),
            ResetMode.Soft => charged.sub(used.mul(threshold)),
            _ => charged,
        };
    }
}
