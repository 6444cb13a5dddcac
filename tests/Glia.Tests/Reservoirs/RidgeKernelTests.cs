using Glia.Random;
using Glia.Reservoirs;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Reservoirs;

/// <summary>The blocked kernels against plain sums, at sizes around those of tiles, panels and blocks.</summary>
public sealed class RidgeKernelTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(7, 2, 255)]
    [InlineData(8, 1, 256)]
    [InlineData(23, 3, 257)]
    [InlineData(24, 30, 40)]
    [InlineData(25, 1, 600)]
    [InlineData(131, 5, 700)]
    [InlineData(300, 2, 900)]
    public void Readouts_are_those_of_plain_normal_equations(int features, int outputs, int steps)
    {
        var random = new RandomStream(features, "states");
        var states = Enumerable.Range(0, steps * features).Select(_ => (float)(random.NextGaussian() + .5)).ToArray();
        var targets = Enumerable.Range(0, steps * outputs).Select(_ => random.NextGaussian()).ToArray();
        using var regression = new RidgeRegression(features, outputs);
        regression.Add(states.AsSpan(0, steps / 3 * features), targets.AsSpan(0, steps / 3 * outputs));
        regression.Add(states.AsSpan(steps / 3 * features), targets.AsSpan(steps / 3 * outputs));
        var readout = regression.Solve(.3);
        var x = Matrix<double>.Build.Dense(steps, features, (step, feature) => states[(step * features) + feature]);
        var y = Matrix<double>.Build.Dense(steps, outputs, (step, output) => targets[(step * outputs) + output]);
        var (xc, yc) = (x.Clone(), y.Clone());
        for (var column = 0; column < features; column++)
        {
            xc.SetColumn(column, x.Column(column) - x.Column(column).Average());
        }

        for (var column = 0; column < outputs; column++)
        {
            yc.SetColumn(column, y.Column(column) - y.Column(column).Average());
        }

        var expected = (xc.TransposeThisAndMultiply(xc) + (.3 * Matrix<double>.Build.DenseIdentity(features))).Cholesky().Solve(xc.TransposeThisAndMultiply(yc));
        for (var output = 0; output < outputs; output++)
        {
            Assert.Equal(expected.Column(output).ToArray(), readout.Weights(output).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        }

        Assert.Equal(0, readout.AddedPenalty);
        var errors = regression.MeanSquaredError(readout);
        var outputsOf = x * expected;
        for (var output = 0; output < outputs; output++)
        {
            var error = (outputsOf.Column(output) + readout.Bias[output] - y.Column(output)).PointwisePower(2).Average();
            Assert.Equal(error, errors[output], 1e-9);
        }
    }

    [Fact]
    public void What_had_to_be_added_to_the_penalty_is_said()
    {
        using var regression = new RidgeRegression(2, 1);
        regression.Add([1, 1, 2, 2, 3, 3], [2, 4, 6]);
        Assert.InRange(regression.Solve(0).AddedPenalty, 1e-20, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(67)]
    public void Products_with_a_full_matrix_are_those_of_the_definition(int size)
    {
        var random = new RandomStream(size, "full");
        var matrix = CompressedRows.Draw(size, size, 1, stream => stream.NextGaussian(), random);
        var x = Enumerable.Range(0, size).Select(_ => (float)random.NextGaussian()).ToArray();
        var y = new float[size];
        matrix.Multiply(x, y);
        for (var row = 0; row < size; row++)
        {
            double sum = 0;
            for (var column = 0; column < size; column++)
            {
                sum += matrix.Values(row)[column] * x[column];
            }

            Assert.Equal(sum, y[row], 1e-4);
        }
    }
}
