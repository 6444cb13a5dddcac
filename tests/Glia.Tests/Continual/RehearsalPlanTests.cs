using CsCheck;
using Glia.Continual;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class RehearsalPlanTests
{
    private static RandomStream Draws => new(7, "rehearsal");

    [Fact]
    public void A_power_law_gives_lags_their_harmonic_shares()
    {
        var shares = new RehearsalSchedule(RecurrenceKernel.PowerLaw(1), .1).Plan(10, 100, Draws).Phases[9].Shares;
        Assert.Equal(.353486, shares[8], 1e-6);
        Assert.Equal(.176743, shares[7], 1e-6);
        Assert.Equal(.039276, shares[0], 1e-6);
        Assert.Equal(1, shares.Sum(), 1e-12);
    }

    [Fact]
    public void Alpha_zero_is_uniform_bit_for_bit() => AssertSame(RecurrenceKernel.PowerLaw(0), RecurrenceKernel.Uniform);

    [Theory]
    [InlineData(1e4)]
    [InlineData(double.PositiveInfinity)]
    public void An_infinitely_fast_exponential_is_most_recent(double rate) => AssertSame(RecurrenceKernel.Exponential(rate), RecurrenceKernel.MostRecent);

    [Fact]
    public void No_fraction_means_no_rehearsal()
    {
        var plan = RehearsalSchedule.None.Plan(5, 100, Draws);
        Assert.Equal(500, plan.TotalSamples);
        Assert.All(plan.Phases, phase => Assert.Empty(phase.Rehearsed));
    }

    [Fact]
    public void A_single_task_runs_without_rehearsal_and_refuses_one()
    {
        Assert.Equal(100, RehearsalSchedule.None.Plan(1, 100, Draws).TotalSamples);
        var problem = Assert.Throws<ArgumentException>(() => new RehearsalSchedule(RecurrenceKernel.Uniform, .2).Plan(1, 100, Draws));
        Assert.Contains("nothing to rehearse", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exposures_add_up_to_all_samples() =>
        Gen.Select(Gen.Int[2, 12], Gen.Int[1, 300], Gen.Double[0, 2], Gen.Double[0, 3], Gen.Enum<RehearsalOrder>())
            .Sample((tasks, samples, fraction, exponent, order) =>
            {
                var plan = new RehearsalSchedule(RecurrenceKernel.PowerLaw(exponent), fraction) { Order = order }.Plan(tasks, samples, Draws);
                var all = (tasks * samples) + ((tasks - 1) * (int)Math.Floor(fraction * samples));
                Assert.Equal(all, plan.TotalSamples);
                Assert.Equal(all, Enumerable.Range(0, tasks).Sum(plan.Exposure));
                Assert.Equal(all, Enumerable.Range(0, tasks).Sum(plan.ExpectedExposure), 1e-6);
                Assert.All(plan.Phases, phase => Assert.All(phase.Rehearsed, task => Assert.InRange(task, 0, phase.Phase - 1)));
            }, iter: 200);

    [Fact]
    public void Expected_exposure_is_the_new_samples_and_the_share_of_each_later_phase()
    {
        var plan = new RehearsalSchedule(RecurrenceKernel.PowerLaw(1), .5).Plan(4, 100, Draws);
        Assert.Equal(100 + (50 * (1 + ((1 / 2.0) / 1.5) + ((1 / 3.0) / (11 / 6.0)))), plan.ExpectedExposure(0), 1e-9);
        Assert.Equal(100, plan.ExpectedExposure(3), 1e-9);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_hundred_thousand_draws_agree_with_the_power_law_by_chi_square(double exponent) => AssertChiSquare(RecurrenceKernel.PowerLaw(exponent));

    [Fact]
    public void A_hundred_thousand_draws_agree_with_uniform_and_exponential_by_chi_square()
    {
        AssertChiSquare(RecurrenceKernel.Uniform);
        AssertChiSquare(RecurrenceKernel.Exponential(.5));
    }

    [Fact]
    public void The_control_with_the_same_budget_sees_more_of_the_current_task()
    {
        var plan = new RehearsalSchedule(RecurrenceKernel.Uniform, .2) { Source = RehearsalSource.CurrentTask }.Plan(3, 100, Draws);
        Assert.Equal([100, 120, 120], Enumerable.Range(0, 3).Select(plan.Exposure));
        Assert.Equal(plan.Exposure(1), plan.ExpectedExposure(1));
        Assert.All(plan.LagShares(), share => Assert.Equal(0, share));
    }

    [Fact]
    public void With_lags_since_the_last_sample_a_task_just_rehearsed_is_likely_to_come_again()
    {
        var schedule = new RehearsalSchedule(RecurrenceKernel.PowerLaw(1), 1) { Clock = RehearsalClock.LastPerformed };
        var drawn = schedule.Plan(6, 1000, Draws).Phases[5].Rehearsed;
        var repeats = drawn.Zip(drawn.Skip(1)).Count(pair => pair.First == pair.Second);
        Assert.True(repeats > drawn.Count / 2, $"{repeats} of {drawn.Count}");
        Assert.Throws<InvalidOperationException>(() => schedule.Plan(6, 1000, Draws).ExpectedExposure(0));
    }

    [Fact]
    public void A_kernel_that_weighs_all_tasks_with_zero_is_refused_with_the_phase()
    {
        var far = RecurrenceKernel.Custom("only older than two", lag => lag > 2 ? 1 : 0);
        Assert.Contains("phase 2", Assert.Throws<ArgumentException>(() => new RehearsalSchedule(far, .2).Plan(5, 100, Draws)).Message, StringComparison.Ordinal);
        var fast = new RehearsalSchedule(RecurrenceKernel.Exponential(10), .2) { Clock = RehearsalClock.LastPerformed };
        Assert.Contains("samples", Assert.Throws<ArgumentException>(() => fast.Plan(5, 1000, Draws)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_range_are_refused_with_what_is_allowed()
    {
        Assert.Contains("older tasks would be favoured", Assert.Throws<ArgumentOutOfRangeException>(() => RecurrenceKernel.PowerLaw(-1)).Message, StringComparison.Ordinal);
        Assert.Equal(3, RecurrenceKernel.PowerLaw(-1, allowInverse: true).Weight(3), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => RecurrenceKernel.Exponential(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RehearsalSchedule(RecurrenceKernel.Uniform, -.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RehearsalSchedule(RecurrenceKernel.Uniform, 10.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RehearsalSchedule(RecurrenceKernel.Uniform, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => RehearsalSchedule.None with { MemoryPerTask = 0 });
        Assert.Throws<InvalidOperationException>(() => new RehearsalSchedule(RecurrenceKernel.Custom("bad", _ => -1), 1).Plan(3, 10, Draws));
    }

    [Fact]
    public void A_plan_prints_its_counts_before_anything_runs()
    {
        var text = new RehearsalSchedule(RecurrenceKernel.MostRecent, .2).Plan(3, 100, Draws).ToString();
        Assert.Equal(
            """
            most recent, fraction 0.2, After, clock Phase
            phase   task 1   task 2   task 3      sum
                1      100        0        0      100
                2       20      100        0      120
                3        0       20      100      120
              all      120      120      100      340

            """.ReplaceLineEndings("\n"), text);
    }

    private static void AssertSame(RecurrenceKernel one, RecurrenceKernel other)
    {
        var (a, b) = (new RehearsalSchedule(one, 1).Plan(8, 500, Draws), new RehearsalSchedule(other, 1).Plan(8, 500, Draws));
        Assert.All(a.Phases.Zip(b.Phases), pair =>
        {
            Assert.Equal(pair.First.Rehearsed, pair.Second.Rehearsed);
            Assert.Equal(pair.First.Shares, pair.Second.Shares);
        });
    }

    private static void AssertChiSquare(RecurrenceKernel kernel)
    {
        const double criticalAtOneInThousand = 26.124; // 8 degrees of freedom
        var phase = new RehearsalSchedule(kernel, 10).Plan(10, 10_000, Draws).Phases[9];
        Assert.Equal(100_000, phase.Rehearsed.Count);
        var statistic = phase.Shares.Select((share, task) =>
        {
            var expected = share * phase.Rehearsed.Count;
            return (phase.Count(task) - expected) * (phase.Count(task) - expected) / expected;
        }).Sum();
        Assert.True(statistic < criticalAtOneInThousand, $"chi-square {statistic}");
    }
}
