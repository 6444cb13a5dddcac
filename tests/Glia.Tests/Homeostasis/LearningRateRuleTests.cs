using Glia.Homeostasis;
using Glia.Random;

namespace Glia.Tests.Homeostasis;

public sealed class LearningRateRuleTests
{
    [Fact]
    public void The_predicted_class_is_imagined_and_the_true_class_decides()
    {
        var rule = new HomeostaticLearningRate(new RegulationOptions { InitialRate = 1 });
        var imagined = new Imagined(rate => rate > 1 ? 12 : 10);
        rule.Meet(new Encounter(30, Predicted: 7, Label: 2), imagined);
        Assert.Equal([1, 1.1], imagined.Rates);
        Assert.Equal(0.9, rule.Rate, 12);
        Assert.Equal((1, 1), (rule.Encounters, rule.Taken));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 9)]
    public void Nothing_changes_unless_the_change_is_strictly_better(int left, int taken)
    {
        var rule = new HomeostaticLearningRate(new RegulationOptions { InitialRate = 1 });
        rule.Meet(new Encounter(30, 7, 7), new Imagined(rate => rate > 1 ? taken : left));
        Assert.Equal(1, rule.Rate);
        Assert.Equal((1, 0), (rule.Encounters, rule.Taken));
    }

    [Fact]
    public void The_rate_stays_on_the_lattice_until_the_floor_and_on_the_floors_lattice_behind_it()
    {
        var rule = new HomeostaticLearningRate(new RegulationOptions { InitialRate = 0.0058 });
        var better = new Imagined(rate => rate == rule.Rate ? 0 : 1);
        var random = new RandomStream(1, "labels");
        for (var i = 0; i < 2000; i++)
        {
            rule.Meet(new Encounter(30, random.NextInt(10), random.NextInt(10)), better);
            var origin = rule.FloorHits == 0 ? 0.0058 : 1e-8;
            var steps = (rule.Rate - origin) / 0.00058;
            Assert.Equal(Math.Round(steps), steps, 1e-3);
            Assert.True(rule.Rate >= 0);
        }

        Assert.True(rule.FloorHits > 0);
        // At the floor going down is no change, and so not better.
        Assert.InRange(rule.Taken, 1900, 2000);
    }

    [Fact]
    public void Acting_begins_when_the_memory_is_full_and_at_the_first_sample_of_every_tenth()
    {
        var rule = new HomeostaticLearningRate(new RegulationOptions());
        Assert.Equal([30, 40, 50], Enumerable.Range(0, 60).Where(rule.ActsAt));
        Assert.Equal([10, 20, 30], Enumerable.Range(0, 40).Where(new RandomRegulation(new RegulationOptions(), new RandomStream(1, "coin")).ActsAt));
        Assert.DoesNotContain(Enumerable.Range(0, 40), new ConstantLearningRate(1).ActsAt);
    }

    [Fact]
    public void The_coin_is_fair_and_the_class_gives_the_direction()
    {
        var rule = new RandomRegulation(new RegulationOptions { InitialRate = 1, Step = 1 }, new RandomStream(1, "coin"));
        for (var i = 0; i < 10_000; i++)
        {
            rule.Meet(new Encounter(10, 0, 9), new Imagined(_ => throw new InvalidOperationException()));
        }

        Assert.InRange(rule.Rate, 5001 - 200, 5001 + 200);
        var before = rule.Rate;
        for (var i = 0; i < 100; i++)
        {
            rule.Meet(new Encounter(10, 9, 0), new Imagined(_ => 0));
        }

        Assert.InRange(rule.Rate, before - 80, before - 20);
        Assert.Equal(0, rule.FloorHits);
    }

    [Fact]
    public void Bad_options_are_named()
    {
        Assert.Contains("InitialRate must be greater than 0; got 0", Assert.Throws<ArgumentOutOfRangeException>(() => new HomeostaticLearningRate(new RegulationOptions { InitialRate = 0 })).Message);
        Assert.Contains("InitialRate", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomRegulation(new RegulationOptions { InitialRate = double.NaN }, new RandomStream(1, "coin"))).Message);
        Assert.Contains("Step must be at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => new HomeostaticLearningRate(new RegulationOptions { Step = -1 })).Message);
        Assert.Contains("Memory must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new HomeostaticLearningRate(new RegulationOptions { Memory = 0 })).Message);
        Assert.Contains("Interval", Assert.Throws<ArgumentOutOfRangeException>(() => new HomeostaticLearningRate(new RegulationOptions { Interval = 0 })).Message);
        Assert.Contains("Floor", Assert.Throws<ArgumentOutOfRangeException>(() => new HomeostaticLearningRate(new RegulationOptions { Floor = 0 })).Message);
        Assert.Contains("With 26 classes it must be said", Assert.Throws<ArgumentException>(() => new HomeostaticLearningRate(new RegulationOptions(), 26)).Message);
        Assert.Contains("holds 10; the classes are 0 to 9", Assert.Throws<ArgumentException>(() => new HomeostaticLearningRate(new RegulationOptions { ExcitatoryClasses = [10] })).Message);
        Assert.Contains("greater than 0", Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantLearningRate(-1)).Message);
    }

    [Fact]
    public void A_trace_keeps_means_of_windows_and_the_extremes()
    {
        var trace = new LearningRateTrace(window: 20);
        foreach (var rate in new[] { 1.0, 3, 5, 7, 100 })
        {
            trace.Add(rate, 10);
        }

        Assert.Equal([2, 6], trace.Means);
        Assert.Equal(23.2, trace.Mean, 12);
        Assert.Equal((1, 100), (trace.Lowest, trace.Highest));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearningRateTrace(0));
    }

    private sealed class Imagined(Func<double, int> correct) : IImaginedUpdate
    {
        public List<double> Rates { get; } = [];

        public int Correct(double rate)
        {
            Rates.Add(rate);
            return correct(rate);
        }
    }
}
