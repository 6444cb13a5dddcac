using System.Text.Json;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class IntervalTests
{
    [Fact]
    public void An_interval_contains_its_ends_and_knows_its_side_of_a_value()
    {
        var interval = new Interval(-1, 2);
        Assert.True(interval.Contains(-1) && interval.Contains(2) && !interval.Contains(2.001));
        Assert.True(interval.IsAbove(-1.5) && !interval.IsAbove(-1));
        Assert.True(interval.IsBelow(2.5) && !interval.IsBelow(2));
        Assert.Equal(3, interval.Width);
    }

    [Fact]
    public void No_interval_contains_nothing_and_lies_on_no_side()
    {
        Assert.False(Interval.None.IsDefined);
        Assert.False(Interval.None.Contains(0) || Interval.None.IsAbove(0) || Interval.None.IsBelow(0));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    public void Ends_in_the_wrong_order_are_refused(double lower, double upper) =>
        Assert.Throws<ArgumentException>(() => new Interval(lower, upper));

    [Fact]
    public void Intervals_survive_json_also_when_there_is_none()
    {
        foreach (var interval in new[] { new Interval(0.25, 0.5), Interval.None })
        {
            Assert.Equal(interval, JsonSerializer.Deserialize<Interval>(JsonSerializer.Serialize(interval)));
        }
    }
}
