using Glia.Synapses;

namespace Glia.Tests.Synapses;

public sealed class SigmaScheduleTests
{
    [Fact]
    public void The_width_falls_by_the_known_factor_and_then_stays()
    {
        var sigma = SigmaSchedule.Exponential(12, SigmaSchedule.Narrow, 37);
        Assert.Equal(12, sigma(0));
        Assert.Equal(0.8986330, sigma(1) / sigma(0), 5e-8);
        Assert.Equal(0.23, sigma(37), 1e-12);
        Assert.Equal(0.23, sigma(149), 1e-12);
        Assert.Equal(0.23, SigmaSchedule.Exponential(12, 0.23, 0)(0));
        Assert.Equal(3, SigmaSchedule.Constant(3)(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmaSchedule.Exponential(0, 1, 2));
    }
}
