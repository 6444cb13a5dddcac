using System.Numerics;
using Glia.Neurons.Surrogates;

namespace Glia.Tests.Neurons;

public sealed class SurrogateTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, ReferenceSurrogates.Table.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_surrogate_is_the_formula_of_its_row_in_both_precisions(int row)
    {
        var (_, surrogate, formula, _, _) = ReferenceSurrogates.Table[row];
        for (var z = -3.03; z < 3; z += 0.0371)
        {
            var expected = formula(z);
            Assert.Equal(expected, surrogate.Derivative(z), 1e-13 * Math.Max(1, Math.Abs(expected)));
            Assert.Equal(expected, surrogate.Accept(new SingleAt((float)z)), 2e-5 * Math.Max(0.01, Math.Abs(expected)));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_primitive_is_one_half_at_the_threshold_and_has_the_surrogate_as_its_slope(int row)
    {
        var surrogate = ReferenceSurrogates.Table[row].Surrogate;
        Assert.Equal(0.5, surrogate.Primitive(0), 1e-15);
        for (var z = -2.03; z < 2; z += 0.0371)
        {
            const double Step = 1e-6;
            var slope = (surrogate.Primitive(z + Step) - surrogate.Primitive(z - Step)) / (2 * Step);
            Assert.Equal(surrogate.Derivative(z), slope, 1e-7 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_area_under_the_curve_is_that_of_the_table(int row)
    {
        var (_, surrogate, _, _, area) = ReferenceSurrogates.Table[row];
        if (double.IsNaN(area))
        {
            Assert.True(Area(surrogate, 1000) > Area(surrogate, 100) + 0.01, "The area of this row grows without bound.");
            return;
        }

        Assert.Equal(area, Area(surrogate, 1e7), 3e-4 * Math.Max(area, 1));
    }

    [Fact]
    public void Values_at_the_threshold_are_those_of_the_libraries_defaults()
    {
        Assert.Equal(1, Surrogate.Sigmoid().Derivative(0), 1e-15);
        Assert.Equal(1, Surrogate.ATan().Derivative(0), 1e-15);
        Assert.Equal(2.5, Surrogate.ATan(5).Derivative(0), 1e-15);
        Assert.Equal(1, Surrogate.FastSigmoid().Derivative(0), 1e-15);
        Assert.Equal(3, Surrogate.PiecewiseQuadratic(3).Derivative(0), 1e-15);
        Assert.Equal(0.3, Surrogate.Triangle().Derivative(0), 1e-15);
        Assert.Equal(1, Surrogate.Boxcar().Derivative(0), 1e-15);
    }

    [Fact]
    public void Surrogates_are_equal_when_function_and_parameter_are()
    {
        Assert.Equal(Surrogate.ATan(), Surrogate.ATan(2));
        Assert.NotEqual(Surrogate.ATan(), Surrogate.ATan(3));
        Assert.NotEqual(Surrogate.ATan(), Surrogate.Sigmoid(2));
    }

    [Fact]
    public void A_parameter_that_is_not_positive_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Surrogate.ATan(0));
        Assert.Contains("alpha must be greater than 0", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Surrogate.FastSigmoid(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Surrogate.Gaussian(double.PositiveInfinity));
    }

    // Simpson's rule on z = ±(e^u − 1), which is fine near the threshold and reaches far. A jump of the boxcar falls between two nodes, hence the tolerance.
    private static double Area(Surrogate surrogate, double reach)
    {
        const int Intervals = 200_000;
        var last = Math.Log(1 + reach);
        var width = last / Intervals;
        double Density(double u) => (surrogate.Derivative(Math.Exp(u) - 1) + surrogate.Derivative(1 - Math.Exp(u))) * Math.Exp(u);
        var sum = Density(0) + Density(last);
        for (var n = 1; n < Intervals; n++)
        {
            sum += Density(n * width) * (n % 2 == 1 ? 4 : 2);
        }

        return sum * width / 3;
    }

    private sealed class SingleAt(float z) : ISurrogateVisitor<double>
    {
        public double Visit<TFunction>(TFunction function)
            where TFunction : struct, ISurrogateFunction => function.Derivative(Vector.Create(z))[0];
    }
}
