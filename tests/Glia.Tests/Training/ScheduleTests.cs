using Glia.Tensors;
using Glia.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Tests.Training;

public sealed class ScheduleTests
{
    public ScheduleTests() => Libtorch.EnsureLoaded();

    [Fact]
    public void One_cycle_begins_at_a_25th_peaks_and_ends_near_nothing()
    {
        var (rate, momentum) = (Schedule.OneCycle(5e-3, 150), Schedule.OneCycleMomentum(150));
        Assert.Equal(2e-4, rate(0), 1e-12);
        Assert.Equal(5e-3, rate(44), 1e-12);
        Assert.Equal(2e-8, rate(149), 1e-15);
        Assert.Equal(rate(149), rate(1000));
        Assert.Equal(0.95, momentum(0), 1e-12);
        Assert.Equal(0.85, momentum(44), 1e-12);
        Assert.Equal(0.95, momentum(149), 1e-12);
    }

    [Fact]
    public void One_cycle_equals_that_of_torch_at_every_step()
    {
        using var scope = NewDisposeScope();
        using var parameter = new Parameter(ones(1));
        using var optimizer = optim.Adam([parameter], lr: 1e-3);
        var theirs = optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps: 40);
        var (rate, momentum) = (Schedule.OneCycle(5e-3, 40), Schedule.OneCycleMomentum(40));
        for (var step = 0; step < 39; step++)
        {
            Assert.Equal(optimizer.ParamGroups.First().LearningRate, rate(step), 1e-9);
            Assert.InRange(momentum(step), 0.85, 0.95);
            theirs.step();
        }
    }

    [Fact]
    public void A_cosine_is_halfway_down_in_the_middle_and_stays_at_its_end()
    {
        var rate = Schedule.Cosine(2, 10, 1);
        Assert.Equal([2, 1.5, 1, 1], new[] { rate(0), rate(5), rate(10), rate(11) }.Select(value => Math.Round(value, 12)));
        var perEpoch = Schedule.EveryEpoch(rate, 3);
        Assert.Equal(rate(1), perEpoch(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Cosine(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.OneCycle(1, 10, warmUp: 1));
    }

    [Fact]
    public void A_linear_start_rises_to_the_first_value_of_what_follows()
    {
        var schedule = Schedule.AfterLinearStart(Schedule.Cosine(2, steps: 10), 4);
        Assert.Equal([0.5, 1, 1.5, 2, 2], Enumerable.Range(0, 5).Select(step => schedule(step)));
        Assert.Equal(0, schedule(14), 1e-12);
        Assert.Equal(2, Schedule.AfterLinearStart(Schedule.Constant(2), 0)(0));
    }
}
