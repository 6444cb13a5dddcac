using Glia.Dynamics;
using Glia.Random;
using Glia.Recurrent;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Dynamics;

public sealed class TwoLayerLinearTests
{
    private const int Inputs = 20;
    private const int Units = 30;
    private static readonly Vector<double> Target = 2 * Vector<double>.Build.Dense(Inputs, i => Math.Sin(i + 1)).Normalize(2);

    [Fact]
    public void Formulas_give_the_known_numbers()
    {
        Equal(TwoLayerLinearTheory.FromOrthogonal(1, 2, Inputs), 0.991790, 0.600485, 1.249621, 1e-6);
        var rich = TwoLayerLinearTheory.FromRankOne(1, 2, Inputs, -0.1244045);
        Assert.Equal(0.025013, rich.KernelAlignment, 1e-6);
        Assert.Equal(5.932730, rich.WeightChange, 1e-6);
        var lazy = TwoLayerLinearTheory.FromRankOne(1, 2, Inputs, 1);
        Assert.Equal(0.999106, lazy.KernelAlignment, 1e-6);
        Assert.Equal(0.022087, lazy.WeightChange, 1e-6);
        Assert.Equal(lazy, TwoLayerLinearTheory.FromRankOne(1, 2, Inputs, -1));
    }

    [Fact]
    public void Simulation_from_orthogonal_weights_follows_the_formula()
    {
        var random = new RandomStream(1, "orthogonal");
        var start = Matrix<double>.Build.Dense(Units, Inputs, (_, _) => random.NextGaussian()).QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        Equal(new TwoLayerLinearNetwork(start, Target).Learn(), 0.991790, 0.600485, 1.249621, 1e-3);
    }

    [Theory]
    [InlineData(-0.1244045)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Simulation_from_rank_one_follows_the_formula(double overlap)
    {
        var start = new AlignedLowRankInitializer { Overlap = overlap, Norm = Math.Sqrt(Inputs) }.Draw(Units, Target, new RandomStream(1, "rank one"));
        var expected = TwoLayerLinearTheory.FromRankOne(1, 2, Inputs, overlap);
        Equal(new TwoLayerLinearNetwork(start, Target).Learn(), expected.KernelAlignment, expected.WeightChange, expected.ReadoutNorm, 1e-3);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(0.7)]
    public void Within_the_span_the_formula_holds_for_any_overlap(double overlap)
    {
        var start = new AlignedLowRankInitializer { Overlap = overlap, Norm = Math.Sqrt(Inputs) }.Draw(Units, Target, new RandomStream(1, "rank one"));
        var network = TwoLayerLinearNetwork.WithinSpan(start, Target, Vector<double>.Build.Dense(Inputs, 1));
        Assert.Equal(1, network.FirstLayer.RowCount);
        var expected = TwoLayerLinearTheory.FromRankOne(1, 2, Inputs, overlap);
        Equal(network.Learn(), expected.KernelAlignment, expected.WeightChange, expected.ReadoutNorm, 2e-3);
    }

    [Fact]
    public void Within_the_span_nothing_is_another_network()
    {
        var start = new AlignedLowRankInitializer(5) { Overlap = 0.6, Norm = 4 }.Draw(Units, Target, new RandomStream(1, "span"));
        var variances = Vector<double>.Build.Dense(Inputs, j => 1 + (0.1 * j));
        var (whole, within) = (new TwoLayerLinearNetwork(start, Target, variances), TwoLayerLinearNetwork.WithinSpan(start, Target, variances));
        for (var step = 0; step < 1000; step++)
        {
            whole.Step(1e-3);
            within.Step(1e-3);
        }

        Assert.Equal(5, within.SecondLayer.Count);
        Assert.True((whole.TangentKernel() - within.TangentKernel()).FrobeniusNorm() < 1e-9);
        Assert.Equal(whole.Outcome().WeightChange, within.Outcome().WeightChange, 1e-9);
    }

    [Fact]
    public void What_gradient_flow_conserves_drifts_with_the_rate_alone()
    {
        double Drift(double rate)
        {
            var start = new AlignedLowRankInitializer(3) { Overlap = 0.4, Norm = 4 }.Draw(Units, Target, new RandomStream(1, "drift"));
            var network = new TwoLayerLinearNetwork(start, Target);
            network.Learn(rate);
            var (first, second) = (network.FirstLayer, network.SecondLayer);
            return ((first * first.Transpose()) - second.OuterProduct(second) - (start * start.Transpose())).FrobeniusNorm();
        }

        var (coarse, fine) = (Drift(2e-3), Drift(1e-3));
        Assert.True(coarse < 0.02);
        Assert.InRange(coarse / fine, 1.8, 2.2);
    }

    [Fact]
    public void The_kernel_is_that_of_the_jacobian()
    {
        var start = new AlignedLowRankInitializer(2) { Overlap = 0.3, Norm = 2 }.Draw(4, Target.SubVector(0, 3), new RandomStream(1, "kernel"));
        var variances = Vector<double>.Build.DenseOfArray([4, 1, 0.25]);
        var network = new TwoLayerLinearNetwork(start, Target.SubVector(0, 3), variances);
        for (var step = 0; step < 50; step++)
        {
            network.Step(0.01);
        }

        double[] parameters = [.. network.FirstLayer.ToRowMajorArray(), .. network.SecondLayer];
        var model = new ProbedFunction(
            parameters,
            at => [.. Enumerable.Range(0, 3).Select(j => Math.Sqrt(variances[j]) * Enumerable.Range(0, 4).Sum(i => at[12 + i] * at[(i * 3) + j]))],
            _ => Matrix<double>.Build.DenseIdentity(3));
        Assert.True((TangentKernel.Of(model) - network.TangentKernel()).FrobeniusNorm() < 1e-8);
    }

    [Fact]
    public void What_cannot_learn_is_named()
    {
        Assert.Contains("saddle", Assert.Throws<ArgumentOutOfRangeException>(() => TwoLayerLinearTheory.FromRankOne(1, 2, Inputs, 0)).Message);
        var across = new AlignedLowRankInitializer { Overlap = 0, Norm = 1 }.Draw(Units, Target, new RandomStream(1, "across"));
        Assert.Contains("no gradient", Assert.Throws<InvalidOperationException>(() => new TwoLayerLinearNetwork(across * 0, Target).Learn(mostSteps: 10)).Message);
        Assert.Contains("rate below 3", Assert.Throws<InvalidOperationException>(() => new TwoLayerLinearNetwork(5 * across.Map(Math.Abs), Target).Learn(rate: 3)).Message);
        Assert.Contains("same features", Assert.Throws<ArgumentException>(() => new TwoLayerLinearNetwork(across, Target.SubVector(0, 3))).Message);
        Assert.Contains("variance", Assert.Throws<ArgumentException>(() => new TwoLayerLinearNetwork(across, Target, 0 * Target)).Message);
    }

    private static void Equal(LinearLearningOutcome outcome, double alignment, double change, double readout, double tolerance)
    {
        Assert.Equal(alignment, outcome.KernelAlignment, tolerance);
        Assert.Equal(change, outcome.WeightChange, tolerance);
        Assert.Equal(readout, outcome.ReadoutNorm, tolerance);
    }
}
