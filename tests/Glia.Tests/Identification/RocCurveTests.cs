using CsCheck;
using Glia.Identification;

namespace Glia.Tests.Identification;

public sealed class RocCurveTests
{
    [Fact]
    public void Area_is_that_of_a_worked_example() =>
        Assert.Equal(0.75, new RocCurve([.1f, .4f, .35f, .8f], [false, false, true, true]).Area(), 1e-12);

    [Fact]
    public void Area_is_the_share_of_pairs_in_order_with_ties_counted_half() => Gen.Select(Gen.Int[0, 6], Gen.Bool).Array[2, 40]
        .Where(samples => samples.Any(sample => sample.Item2) && samples.Any(sample => !sample.Item2))
        .Sample(samples =>
        {
            var pairs = samples.Where(sample => sample.Item2).SelectMany(positive => samples.Where(sample => !sample.Item2).Select(negative => positive.Item1.CompareTo(negative.Item1)));
            var area = new RocCurve([.. samples.Select(sample => (float)sample.Item1)], [.. samples.Select(sample => sample.Item2)]).Area();
            Assert.Equal(pairs.Average(order => (order + 1) / 2.0), area, 1e-9);
        });

    [Fact]
    public void True_positives_at_a_rate_never_use_more_false_ones()
    {
        var curve = new RocCurve([9, 8, 7, 6, 5, 4], [true, false, true, true, false, false]);
        Assert.Equal(1 / 3.0, curve.TruePositiveRateAt(0), 1e-12);
        Assert.Equal(1 / 3.0, curve.TruePositiveRateAt(0.3), 1e-12);
        Assert.Equal(1, curve.TruePositiveRateAt(1 / 3.0), 1e-12);
        Assert.Equal(1, curve.TruePositiveRateAt(1), 1e-12);
    }

    [Fact]
    public void One_kind_of_label_is_refused_instead_of_a_number_that_is_none()
    {
        Assert.Contains("0 are positive", Assert.Throws<ArgumentException>(() => new RocCurve([1, 2], [false, false])).Message, StringComparison.Ordinal);
        Assert.Contains("not a number", Assert.Throws<ArgumentException>(() => new RocCurve([1, float.NaN], [false, true])).Message, StringComparison.Ordinal);
    }
}
