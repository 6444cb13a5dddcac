using CsCheck;
using Glia.Continual;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Continual;

public sealed class QuadraticProgramTests
{
    private static readonly Gen<(double[] Rows, double[] Linear, double Bound)> Programs =
        from n in Gen.Int[1, 6]
        from rows in Gen.Double[-1, 1].Array[n * n]
        from linear in Gen.Double[-2, 2].Array[n]
        from withMargin in Gen.Bool
        select (rows, linear, withMargin ? 0.5 : 0);

    [Fact]
    public void The_solution_is_the_best_of_all_active_sets() => Programs.Sample(program =>
    {
        var n = program.Linear.Length;
        var rows = Matrix<double>.Build.DenseOfRowMajor(n, n, program.Rows);
        var matrix = rows.TransposeAndMultiply(rows) + (1e-3 * Matrix<double>.Build.DenseIdentity(n));
        var linear = Vector<double>.Build.DenseOfArray(program.Linear);
        var solution = new double[n];
        new QuadraticProgram(8).Solve(matrix.ToRowMajorArray(), program.Linear, program.Bound, solution);
        Assert.All(solution, value => Assert.True(value >= program.Bound));
        var best = BruteForce(matrix, linear, program.Bound);
        var scale = 1 + best.L2Norm();
        Assert.Equal(Value(matrix, linear, best), Value(matrix, linear, Vector<double>.Build.DenseOfArray(solution)), 1e-7 * scale * scale);
        Assert.All(solution.Zip(best), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * scale));
    });

    [Fact]
    public void Twenty_variables_meet_the_conditions_of_an_optimum() => Gen.Double[-1, 1].Array[20 * 40].Select(Gen.Double[-2, 2].Array[20]).Sample((rows, linear) =>
    {
        var gradients = Matrix<double>.Build.DenseOfRowMajor(20, 40, rows);
        var matrix = gradients.TransposeAndMultiply(gradients);
        var solution = new double[20];
        new QuadraticProgram(20).Solve(matrix.ToRowMajorArray(), linear, .5, solution);
        var slope = (matrix * Vector<double>.Build.DenseOfArray(solution)) + Vector<double>.Build.DenseOfArray(linear);
        Assert.All(solution.Zip(slope), pair =>
        {
            Assert.True(pair.First >= .5 && pair.Second > -1e-7);
            Assert.True(pair.First < .5 + 1e-9 || pair.Second < 1e-7);
        });
    });

    [Fact]
    public void A_matrix_that_is_not_positive_definite_or_of_another_size_is_refused()
    {
        var solution = new double[2];
        Assert.Contains("positive definite", Assert.Throws<ArgumentException>(() => new QuadraticProgram(2).Solve([-1, 0, 0, 1], [-1, -1], 0, solution)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 1", Assert.Throws<ArgumentException>(() => new QuadraticProgram(1).Solve([1, 0, 0, 1], [-1, -1], 0, solution)).Message, StringComparison.Ordinal);
    }

    // Every choice of variables that are free: the least value among those that keep to the bound.
    private static Vector<double> BruteForce(Matrix<double> matrix, Vector<double> linear, double bound)
    {
        var n = linear.Count;
        Vector<double>? best = null;
        for (var set = 0; set < 1 << n; set++)
        {
            var free = Enumerable.Range(0, n).Where(i => (set & (1 << i)) != 0).ToArray();
            var x = Vector<double>.Build.Dense(n, bound);
            if (free.Length > 0)
            {
                foreach (var i in free)
                {
                    x[i] = 0;
                }

                var right = -(linear + (matrix * x));
                var part = Matrix<double>.Build.Dense(free.Length, free.Length, (r, c) => matrix[free[r], free[c]]);
                var values = part.Solve(Vector<double>.Build.Dense(free.Length, r => right[free[r]]));
                for (var r = 0; r < free.Length; r++)
                {
                    x[free[r]] = values[r];
                }
            }

            if (x.All(value => value >= bound) && (best is null || Value(matrix, linear, x) < Value(matrix, linear, best)))
            {
                best = x;
            }
        }

        return best!;
    }

    private static double Value(Matrix<double> matrix, Vector<double> linear, Vector<double> x) => (x * matrix * x / 2) + (linear * x);
}
