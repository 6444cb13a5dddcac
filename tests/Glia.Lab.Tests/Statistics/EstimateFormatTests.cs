using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class EstimateFormatTests
{
    [Theory]
    [InlineData(0.86137, 0.85512, 0.86784, 4, "0.861 [0.855, 0.868], n = 4")]
    [InlineData(0.861, 0.861, 0.861, 4, "0.8610 [0.8610, 0.8610], n = 4")]
    [InlineData(1.234e-12, 1.20e-12, 1.27e-12, 5, "1.234e-12 [1.200e-12, 1.270e-12], n = 5")]
    [InlineData(-0.0001, -0.12, 0.12, 3, "0.00 [-0.12, 0.12], n = 3")]
    [InlineData(12345, 12000, 12690, 3, "12345 [12000, 12690], n = 3")]
    [InlineData(2.5e7, 2.4e7, 2.6e7, 3, "2.50e7 [2.40e7, 2.60e7], n = 3")]
    [InlineData(0, 0, 0, 3, "0 [0, 0], n = 3")]
    [InlineData(0.86137, double.NaN, double.NaN, 1, "0.8614, n = 1")]
    public void Digits_follow_the_width_of_the_interval(double mean, double lower, double upper, int count, string expected) =>
        Assert.Equal(expected, new Estimate(mean, lower, upper, count).ToString());

    [Fact]
    public void Percentages_exact_numbers_and_brief_forms_have_their_own_writing()
    {
        var estimate = new Estimate(0.86137, 0.85512, 0.86784, 4);
        Assert.Equal("86.1% [85.5%, 86.8%], n = 4", EstimateFormat.Percent(estimate));
        Assert.Equal("0.861 [0.855, 0.868]", EstimateFormat.Brief(estimate));
        Assert.Equal("0.861 [0.855, 0.868]", EstimateFormat.Brief((Estimate?)estimate));
        Assert.Equal("not measured", EstimateFormat.Brief(null));
        Assert.Equal("0.861 (exact)", EstimateFormat.Text(Estimate.Exact(0.861)));
        Assert.Equal("1.23457e-12 (exact)", EstimateFormat.Text(Estimate.Exact(1.234567e-12)));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(9.99996, "10")]
    [InlineData(0.5, "0.5")]
    [InlineData(-1234.56, "-1235")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(3e9, "3e9")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_have_four_significant_digits_at_most(double value, string expected) =>
        Assert.Equal(expected, EstimateFormat.Number(value));

    [Theory]
    [InlineData(0.0123, "p = 0.012")]
    [InlineData(0.00002, "p < 0.0001")]
    [InlineData(1, "p = 1")]
    public void P_values_below_a_ten_thousandth_are_bounded(double p, string expected) =>
        Assert.Equal(expected, EstimateFormat.PValue(p));

    [Fact]
    public void A_written_number_reads_back_within_half_a_unit_of_its_last_digit() =>
        Gen.Double[-1e9, 1e9].Select(Gen.Double[1e-12, 1], (a, b) => a * b).Sample(value =>
            Math.Abs(double.Parse(EstimateFormat.Number(value), System.Globalization.CultureInfo.InvariantCulture) - value)
                <= Math.Abs(value) * 0.000501);
}
