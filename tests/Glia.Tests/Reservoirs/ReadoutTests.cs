using Glia.Random;
using Glia.Reservoirs;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Reservoirs;

public sealed class ReadoutTests
{
    private const int Steps = 50;
    private const int Features = 4;
    private static readonly float[] States = Draw("states", Steps * Features).Select(value => (float)value).ToArray();
    private static readonly double[] Targets = Draw("targets", Steps * 2);

    [Fact]
    public void Ridge_regression_equals_the_normal_equations_however_the_steps_are_cut()
    {
        using var whole = Fitted(0, Steps);
        using var first = Fitted(0, 17);
        using var second = Fitted(17, Steps);
        first.Add(second);
        var expected = Reference(.1);
        foreach (var readout in new[] { whole.Solve(.1), first.Solve(.1) })
        {
            for (var output = 0; output < 2; output++)
            {
                Assert.Equal(expected.Column(output).ToArray(), [.. readout.Weights(output).ToArray(), readout.Bias[output]], (a, b) => Math.Abs(a - b) < 1e-10);
            }
        }
    }

    [Fact]
    public void The_error_from_sums_is_that_of_the_outputs()
    {
        using var regression = Fitted(0, Steps);
        var readout = regression.Solve(.5);
        var (outputs, sums) = (new double[2], new double[2]);
        for (var step = 0; step < Steps; step++)
        {
            readout.Apply(States.AsSpan(step * Features, Features), outputs);
            for (var output = 0; output < 2; output++)
            {
                sums[output] += Math.Pow(outputs[output] - Targets[(step * 2) + output], 2) / Steps;
            }
        }

        Assert.Equal(sums, regression.MeanSquaredError(readout), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Cross_validation_chooses_a_large_penalty_for_noise_and_a_small_one_for_a_law()
    {
        var noise = Parts((state, random) => random.NextGaussian());
        Assert.Equal(1e6, CrossValidatedRidge.Fit(noise, [1e-6, 1e6]).Penalty);
        var law = Parts((state, random) => state[0] - (2 * state[1]));
        Assert.Equal(1e-6, CrossValidatedRidge.Fit(law, [1e-6, 1e6]).Penalty);
        noise.ForEach(part => part.Dispose());
        law.ForEach(part => part.Dispose());
    }

    [Fact]
    public void States_that_repeat_each_other_are_regressed_on_without_a_penalty()
    {
        using var regression = new RidgeRegression(2, 1);
        regression.Add([1, 1, 2, 2, 3, 3], [2, 4, 6]);
        var outputs = new double[1];
        regression.Solve(0).Apply([5, 5], outputs);
        Assert.Equal(10, outputs[0], 1e-4);
    }

    [Fact]
    public void Recursive_least_squares_equals_ridge_regression_without_a_bias()
    {
        var readout = new RlsReadout(Features, 2, new RlsOptions { Regularisation = .1 });
        for (var step = 0; step < Steps; step++)
        {
            readout.Learn(States.AsSpan(step * Features, Features), Targets.AsSpan(step * 2, 2));
        }

        var x = Matrix<double>.Build.Dense(Steps, Features, (step, feature) => States[(step * Features) + feature]);
        var y = Matrix<double>.Build.Dense(Steps, 2, (step, output) => Targets[(step * 2) + output]);
        var expected = (x.TransposeThisAndMultiply(x) + (.1 * Matrix<double>.Build.DenseIdentity(Features))).Solve(x.TransposeThisAndMultiply(y));
        for (var output = 0; output < 2; output++)
        {
            Assert.Equal(expected.Column(output).ToArray(), readout.Weights(output).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Forgetting_and_a_reset_let_recursive_least_squares_follow_a_change()
    {
        double AfterChange(RlsOptions options, bool reset)
        {
            var readout = new RlsReadout(1, 1, options);
            for (var step = 0; step < 400; step++)
            {
                readout.Learn([1f], [0.0]);
            }

            if (reset)
            {
                readout.ResetInverse();
            }

            for (var step = 0; step < 20; step++)
            {
                readout.Learn([1f], [1.0]);
            }

            return readout.Weights(0)[0];
        }

        Assert.Equal(20.0 / 421, AfterChange(new RlsOptions(), reset: false), 1e-9);
        Assert.InRange(AfterChange(new RlsOptions { Forgetting = .8 }, reset: false), .95, 1);
        Assert.Equal(20.0 / 21, AfterChange(new RlsOptions(), reset: true), 1e-9);
    }

    [Fact]
    public void A_full_step_of_normalised_least_mean_squares_makes_the_error_zero()
    {
        var readout = new NlmsReadout(Features, 1, rate: 1, offset: 0);
        var outputs = new double[1];
        readout.Learn(States.AsSpan(0, Features), [.7]);
        readout.Apply(States.AsSpan(0, Features), outputs);
        Assert.Equal(.7, outputs[0], 1e-12);
        readout.Learn([0, 0, 0, 0], [1]);
        Assert.All(readout.Weights(0).ToArray(), weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void Sizes_and_constants_that_do_not_fit_are_refused()
    {
        using var regression = new RidgeRegression(2, 1);
        Assert.Throws<ArgumentException>(() => regression.Add([1, 2, 3], [1]));
        Assert.Throws<InvalidOperationException>(() => regression.Solve(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NlmsReadout(2, 1, rate: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RlsReadout(2, 1, new RlsOptions { Forgetting = 0 }));
        Assert.Contains("step 1, channel 1", Assert.Throws<ArgumentException>(() => new TimeSeries(2, [1, 2, 3, double.NaN])).Message);
    }

    private static Matrix<double> Reference(double penalty)
    {
        var x = Matrix<double>.Build.Dense(Steps, Features + 1, (step, feature) => feature == Features ? 1 : States[(step * Features) + feature]);
        var y = Matrix<double>.Build.Dense(Steps, 2, (step, output) => Targets[(step * 2) + output]);
        var penalties = Matrix<double>.Build.DiagonalOfDiagonalArray([penalty, penalty, penalty, penalty, 0]);
        return (x.TransposeThisAndMultiply(x) + penalties).Solve(x.TransposeThisAndMultiply(y));
    }

    private static RidgeRegression Fitted(int first, int end)
    {
        var regression = new RidgeRegression(Features, 2);
        regression.Add(States.AsSpan(first * Features, (end - first) * Features), Targets.AsSpan(first * 2, (end - first) * 2));
        return regression;
    }

    private static List<RidgeRegression> Parts(Func<float[], RandomStream, double> target)
    {
        var random = new RandomStream(9, "parts");
        return [.. Enumerable.Range(0, 5).Select(_ =>
        {
            var part = new RidgeRegression(10, 1);
            for (var step = 0; step < 6; step++)
            {
                float[] state = [.. Enumerable.Range(0, 10).Select(_ => (float)random.NextGaussian())];
                part.Add(state, [target(state, random)]);
            }

            return part;
        })];
    }

    private static double[] Draw(string name, int count)
    {
        var random = new RandomStream(7, name);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
    }
}
