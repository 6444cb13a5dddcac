using Glia.Neurons;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

/// <summary>The other neurons, operation by operation. All use the surrogate of <see cref="ATan"/>.</summary>
internal static class ReferenceNeurons
{
    private static readonly Func<Tensor, Tensor> ATan = z => z.Times(Math.PI).square().Plus(1).reciprocal();

    /// <summary>ATan(2), as <see cref="Glia.Neurons.Surrogates.Surrogate.ATan"/>.</summary>
    public static Tensor Spike(Tensor z, SpikingModel model) => ReferenceSurrogates.Spike(z, ATan, model.Comparison == ThresholdComparison.Greater);

    public static ReferenceComparison.ReferenceStep Adaptive(AdaptiveLeakyIntegrateAndFire model) => (current, state, raw) =>
    {
        var leak = Sigmoid(model.Tau, raw, "Tau", tau => 1 / tau);
        var rest = raw("", model.ResetPotential);
        var retention = Sigmoid(model.AdaptationTau, raw, "AdaptationTau", tau => Math.Exp(-1 / tau));
        var above = state[0].sub(rest);
        var charged = model.InputDecay == InputDecay.Decayed ? state[0].Plus(current.sub(above).mul(leak)) : state[0].sub(above.mul(leak)).Plus(current);
        var threshold = Softplus(model.Threshold, raw, "Threshold").Plus(raw("AdaptationStrength", model.AdaptationStrength.Values[0]).mul(state[1]));
        var spike = Spike(charged.sub(threshold), model);
        return (spike, [LifReference.Reset(model.Reset, model.ResetGradient, charged, spike, threshold, rest), retention.mul(state[1]).Plus(spike)]);
    };

    public static ReferenceComparison.ReferenceStep DelayedReset(DelayedResetLeaky model) => (current, state, raw) =>
    {
        var beta = Sigmoid(model.Beta, raw, "Beta", value => value);
        var threshold = Softplus(model.Threshold, raw, "Threshold");
        using var distance = state[0].sub(threshold).detach();
        var fired = (model.Comparison == ThresholdComparison.Greater ? distance.gt(KeptScalar.Of(0.0)) : distance.ge(KeptScalar.Of(0.0))).to_type(current.dtype);
        var membrane = model.Reset switch
        {
            ResetMode.Hard => beta.mul(fired.neg().Plus(1)).mul(state[0]).Plus(current),
            ResetMode.Soft => beta.mul(state[0]).Plus(current).sub(fired.mul(threshold)),
            _ => beta.mul(state[0]).Plus(current),
        };
        return (Spike(membrane.sub(threshold), model), [membrane]);
    };

    public static ReferenceComparison.ReferenceStep CurrentBased(CurrentBasedLif model) => (current, state, raw) =>
    {
        var membraneLeak = Sigmoid(model.MembraneTau, raw, "MembraneTau", tau => 1 / tau);
        var synapseLeak = Sigmoid(model.SynapseTau, raw, "SynapseTau", tau => 1 / tau);
        var threshold = Softplus(model.Threshold, raw, "Threshold");
        var synapse = state[1].Plus(current);
        var below = raw("LeakPotential", model.LeakPotential.Values[0]).sub(state[0]);
        var charged = state[0].Plus(model.InputDecay == InputDecay.Decayed ? membraneLeak.mul(below.Plus(synapse)) : membraneLeak.mul(below).Plus(synapse));
        var spike = Spike(charged.sub(threshold), model);
        return (spike, [LifReference.Reset(model.Reset, model.ResetGradient, charged, spike, threshold, raw("", model.ResetPotential)), synapse.sub(synapseLeak.mul(synapse))]);
    };

    public static ReferenceComparison.ReferenceStep Quadratic(QuadraticIntegrateAndFire model) => (current, state, raw) =>
    {
        var rest = raw("RestingPotential", model.RestingPotential.Values[0]);
        var drive = state[0].sub(rest).Times(model.Curvature).mul(state[0].Minus(model.CriticalPotential));
        var charged = state[0].Plus(current.Plus(drive).mul(Sigmoid(model.Tau, raw, "Tau", tau => 1 / tau)));
        var threshold = raw("Threshold", model.Threshold.Values[0]);
        var spike = Spike(charged.sub(threshold), model);
        return (spike, [LifReference.Reset(model.Reset, model.ResetGradient, charged, spike, threshold, raw("ResetPotential", model.ResetPotential.Values[0]))]);
    };

    public static ReferenceComparison.ReferenceStep Exponential(ExponentialIntegrateAndFire model) => (current, state, raw) =>
    {
        var rest = raw("RestingPotential", model.RestingPotential.Values[0]);
        var upstroke = state[0].Minus(model.RheobasePotential).DividedBy(model.Sharpness).exp().Times(model.Sharpness);
        var charged = state[0].Plus(current.Plus(rest.sub(state[0]).Plus(upstroke)).mul(Sigmoid(model.Tau, raw, "Tau", tau => 1 / tau)));
        var threshold = raw("Threshold", model.Threshold.Values[0]);
        var spike = Spike(charged.sub(threshold), model);
        return (spike, [LifReference.Reset(model.Reset, model.ResetGradient, charged, spike, threshold, raw("ResetPotential", model.ResetPotential.Values[0]))]);
    };

    public static ReferenceComparison.ReferenceStep IzhikevichOf(Izhikevich model) => (current, state, raw) =>
    {
        var (v, u) = (state[0], state[1]);
        var growth = v.Times(0.04).mul(v).Plus(v.Times(model.Linear)).Plus(model.Bias).sub(u).Plus(current);
        var charged = v.Plus(growth.Times(model.StepMs));
        var recovery = u.Plus(raw("A", model.A.Values[0]).Times(model.StepMs).mul(raw("B", model.B.Values[0]).mul(v).sub(u)));
        var spike = Spike(charged.Minus(model.Peak), model);
        var reset = LifReference.Reset(ResetMode.Hard, model.ResetGradient, charged, spike, raw("", model.Peak), raw("C", model.C.Values[0]));
        return (spike, [reset, recovery.Plus(spike.mul(raw("D", model.D.Values[0])))]);
    };

    public static ReferenceComparison.ReferenceStep Dimensionless(DimensionlessIzhikevich model) => (current, state, raw) =>
    {
        var (v, w) = (state[0], state[1]);
        var drive = v.Minus(model.RestingPotential).Times(model.Curvature).mul(v.Minus(model.CriticalPotential));
        var charged = v.Plus(current.Plus(drive).sub(w).mul(Sigmoid(model.Tau, raw, "Tau", tau => 1 / tau)));
        var adaptation = w.Plus(raw("Coupling", model.Coupling.Values[0]).mul(charged.Minus(model.RestingPotential)).sub(w).Times(1 / model.AdaptationTau));
        var threshold = raw("Threshold", model.Threshold.Values[0]);
        var spike = Spike(charged.sub(threshold), model);
        var reset = LifReference.Reset(model.Reset, model.ResetGradient, charged, spike, threshold, raw("", model.ResetPotential));
        return (spike, [reset, adaptation.Plus(raw("Jump", model.Jump.Values[0]).mul(spike))]);
    };

    public static ReferenceComparison.ReferenceStep Meta(MetaNeuron model) => (current, state, raw) =>
    {
        var (v, u) = (state[0], state[1]);
        var charged = v.Plus(v.mul(v).sub(v).sub(u).Plus(current).Times(model.StepSize)).clamp(KeptScalar.Of(-10.0), KeptScalar.Of(10.0));
        var recovery = u.Plus(raw("ThetaV", model.ThetaV.Values[0]).mul(v).sub(raw("ThetaU", model.ThetaU.Values[0]).mul(u)).Times(model.StepSize));
        var spike = Spike(charged.Minus(model.Threshold), model);
        var reset = LifReference.Reset(ResetMode.Hard, model.ResetGradient, charged, spike, raw("", model.Threshold), raw("ThetaS", model.ThetaS.Values[0]));
        return (spike, [reset, recovery.Plus(spike.mul(raw("ThetaR", model.ThetaR.Values[0])))]);
    };

    public static ReferenceComparison.ReferenceStep Astrocyte(AstrocyteModulatedLif model) => (current, state, raw) =>
    {
        var (v, a) = (state[0], state[1]);
        var leak = Sigmoid(model.Tau, raw, "Tau", tau => 1 / tau);
        var retention = Sigmoid(model.AstrocyteTau, raw, "AstrocyteTau", tau => 1 - (1 / tau));
        var modulation = raw("Feedback", model.Feedback.Values[0]).mul(a);
        var input = model.Modulation == AstrocyteModulation.Gain ? current.Plus(current.mul(modulation)) : current;
        var membrane = v.sub(v.mul(leak)).Plus(input);
        var charged = model.Modulation == AstrocyteModulation.Additive ? membrane.Plus(modulation) : membrane;
        var threshold = Softplus(model.Threshold, raw, "Threshold");
        var distance = charged.sub(threshold);
        var spike = Spike(model.Modulation == AstrocyteModulation.Threshold ? distance.Plus(modulation) : distance, model);
        var next = retention.mul(a).Plus(retention.neg().Plus(1).mul(spike.Times(model.Drive)));
        return (spike, [LifReference.Reset(model.Reset, model.ResetGradient, charged, spike, threshold, raw("", 0)), next]);
    };

    private static Tensor Sigmoid(NeuronParameter parameter, Func<string, double, Tensor> raw, string name, Func<double, double> map) =>
        parameter.Scope == ParameterScope.Fixed ? raw("", map(parameter.Values[0])) : raw(name, 0).sigmoid();

    private static Tensor Softplus(NeuronParameter parameter, Func<string, double, Tensor> raw, string name) =>
        parameter.Scope == ParameterScope.Fixed ? raw("", parameter.Values[0]) : raw(name, 0).exp().log1p();
}
