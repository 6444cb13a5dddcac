using Glia.Neurons.Surrogates;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

/// <summary>The table of surrogates once more: as scalar formulas and as TorchSharp operations, independent of the kernels.</summary>
internal static class ReferenceSurrogates
{
    /// <summary>Name, surrogate, ds/dz as a formula, ds/dz as tensor operations, area under the curve (NaN: infinite).</summary>
    public static IReadOnlyList<(string Name, Surrogate Surrogate, Func<double, double> Formula, Func<Tensor, Tensor> Operations, double Area)> Table { get; } =
    [
        ("Sigmoid", Surrogate.Sigmoid(), z => 4 * Logistic(4 * z) * (1 - Logistic(4 * z)), z => z.Times(4).sigmoid().mul(z.Times(-4).sigmoid()).Times(4), 1),
        ("Sigmoid 25", Surrogate.Sigmoid(25), z => 25 * Logistic(25 * z) * (1 - Logistic(25 * z)), z => z.Times(25).sigmoid().mul(z.Times(-25).sigmoid()).Times(25), 1),
        ("ATan", Surrogate.ATan(), z => 1 / (1 + Math.Pow(Math.PI * z, 2)), z => z.Times(Math.PI).square().Plus(1).reciprocal(), 1),
        ("ATan 5", Surrogate.ATan(5), z => 2.5 / (1 + Math.Pow(2.5 * Math.PI * z, 2)), z => z.Times(2.5 * Math.PI).square().Plus(1).reciprocal().Times(2.5), 1),
        ("FastSigmoid", Surrogate.FastSigmoid(), z => 1 / Math.Pow(1 + (25 * Math.Abs(z)), 2), z => z.abs().Times(25).Plus(1).square().reciprocal(), 2.0 / 25),
        ("FastSigmoid 100", Surrogate.FastSigmoid(100), z => 1 / Math.Pow(1 + (100 * Math.Abs(z)), 2), z => z.abs().Times(100).Plus(1).square().reciprocal(), 2.0 / 100),
        ("ScaledSuperSpike", Surrogate.ScaledSuperSpike(1.5), z => 1.5 / Math.Pow(1 + Math.Abs(z), 2), z => z.abs().Plus(1).square().reciprocal().Times(1.5), 3),
        ("SoftSign", Surrogate.SoftSign(), z => 1 / Math.Pow(1 + Math.Abs(2 * z), 2), z => z.abs().Times(2).Plus(1).square().reciprocal(), 1),
        ("PiecewiseQuadratic", Surrogate.PiecewiseQuadratic(2), z => Math.Max(0, 2 - (4 * Math.Abs(z))), z => z.abs().Times(-4).Plus(2).relu(), 1),
        ("Triangle", Surrogate.Triangle(), z => 0.3 * Math.Max(0, 1 - Math.Abs(z)), z => z.abs().Times(-1).Plus(1).relu().Times(0.3), 0.3),
        ("PiecewiseExponential", Surrogate.PiecewiseExponential(1.5), z => 0.75 * Math.Exp(-1.5 * Math.Abs(z)), z => z.abs().Times(-1.5).exp().Times(0.75), 1),
        ("Gaussian", Surrogate.Gaussian(), z => 2 / Math.Sqrt(Math.PI) * Math.Exp(-4 * z * z), z => z.square().Times(-4).exp().Times(2 / Math.Sqrt(Math.PI)), 1),
        ("Boxcar", Surrogate.Boxcar(2), z => Math.Abs(z) < 0.25 ? 2 : 0, z => z.abs().lt(KeptScalar.Of(0.25)).to_type(z.dtype).Times(2), 1),
        ("PiecewiseLeakyRelu", Surrogate.PiecewiseLeakyRelu(), z => Math.Abs(z) <= 1 ? 0.5 : 0.01, z => z.abs().le(KeptScalar.Of(1.0)).to_type(z.dtype).Times(0.49).Plus(0.01), double.NaN),
        ("S2nn", Surrogate.S2nn(), z => z < 0 ? 4 * Logistic(4 * z) * (1 - Logistic(4 * z)) : 1 / (z + 1), S2nn, double.NaN),
        ("StraightThrough", Surrogate.StraightThrough(), _ => 1, z => z.Times(0).Plus(1), double.NaN),
        ("SpikeRateEscape", Surrogate.SpikeRateEscape(), z => 25 * Math.Exp(-Math.Abs(z - 1)), z => z.Minus(1).abs().neg().exp().Times(25), 50),
        ("LeakySpikeOperator", Surrogate.LeakySpikeOperator(), z => z >= 0 ? 1 : 0.1, z => z.ge(KeptScalar.Of(0.0)).to_type(z.dtype).Times(0.9).Plus(0.1), double.NaN),
    ];

    /// <summary>A spike as operations that autograd knows: the value of the step, the gradient of the surrogate.</summary>
    public static Tensor Spike(Tensor z, Func<Tensor, Tensor> surrogate, bool strict = false)
    {
        using var held = z.detach();
        var step = strict ? held.gt(KeptScalar.Of(0.0)) : held.ge(KeptScalar.Of(0.0));
        return step.to_type(z.dtype).Plus(surrogate(held).mul(z.sub(held)));
    }

    private static Tensor S2nn(Tensor z)
    {
        var below = z.lt(KeptScalar.Of(0.0)).to_type(z.dtype);
        var left = z.Times(4).sigmoid().mul(z.Times(-4).sigmoid()).Times(4);
        return below.mul(left).Plus(below.neg().Plus(1).div(z.relu().Plus(1)));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
