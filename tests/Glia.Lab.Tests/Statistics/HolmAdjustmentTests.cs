using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class HolmAdjustmentTests
{
    [Fact]
    public void Adjusted_values_are_those_of_the_step_down_method_in_the_given_order()
    {
        // By hand: 0.005·4, 0.01·3, then 0.03·2 = 0.06 carried over 0.04·1.
        var adjusted = HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005]);
        Assert.Equal([0.03, 0.06, 0.06, 0.02], adjusted.Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void Adjusting_keeps_the_order_and_lies_between_nothing_and_bonferroni() =>
        Gen.Double[0, 1].Array[0, 12].Sample(pValues =>
        {
            var adjusted = HolmAdjustment.Adjust(pValues);
            var order = Enumerable.Range(0, pValues.Length).OrderBy(i => pValues[i]).Select(i => adjusted[i]).ToArray();
            return order.SequenceEqual(order.Order())
                && pValues.Zip(adjusted).All(pair => pair.Second >= pair.First && pair.Second <= Math.Min(1, pair.First * pValues.Length));
        });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_p_value_is_refused(double p) =>
        Assert.Contains("position 1", Assert.Throws<ArgumentException>(() => HolmAdjustment.Adjust([0.5, p])).Message, StringComparison.Ordinal);
}
