using System.Numerics.Tensors;
using Glia.Events;
using Glia.Random;

namespace Glia.Tests.Events;

public sealed class FeastPopulationTests
{
    private static readonly FeastOptions Demo = new() { LearningRate = 0.001f, ThresholdRise = 0.001, ThresholdFall = 0.01, InitialThreshold = 1, InitialWeights = FeastWeights.Uniform };

    // Miss rates that the method's card measured with another program: 10⁵ steps, second half.
    [Theory]
    [InlineData(1, 0.010, 0.0909, 0.03)]
    [InlineData(2, 0.010, 0.0476, 0.03)]
    [InlineData(4, 0.010, 0.0244, 0.03)]
    [InlineData(9, 0.010, 0.0111, 0.03)]
    [InlineData(16, 0.010, 0.0062, 0.06)]
    [InlineData(4, 0.003, 0.0770, 0.03)]
    [InlineData(16, 0.003, 0.0202, 0.06)]
    public void Misses_settle_at_the_law_and_features_win_equally_often(int count, double fall, double measured, double tolerance)
    {
        var options = Demo with { FeatureCount = count, ThresholdFall = fall };
        Assert.Equal(measured, options.SettledMissRate, measured * tolerance);
        var (population, square) = (new FeastPopulation(MovingSquare.Pixels, options, new RandomStream(11, "features")), new MovingSquare(new RandomStream(11, "square")));
        for (var step = 0; step < 50_000; step++)
        {
            population.Learn(square.Next());
        }

        var (misses, wins) = (population.Misses, population.Wins.ToArray());
        for (var step = 0; step < 50_000; step++)
        {
            population.Learn(square.Next());
        }

        var missRate = (population.Misses - misses) / 50_000.0;
        Assert.Equal(options.SettledMissRate, missRate, options.SettledMissRate * tolerance);
        var shares = population.Wins.ToArray().Zip(wins, (now, before) => now - before).ToArray();
        Assert.True(shares.Max() <= 1.35 * shares.Min(), $"wins differ from {shares.Min()} to {shares.Max()}");
    }

    [Fact]
    public void Fixed_thresholds_leave_features_unused()
    {
        var (population, square) = (new FeastPopulation(MovingSquare.Pixels, (Demo with { FeatureCount = 16 }).WithFixedThresholds(), new RandomStream(4, "features")), new MovingSquare(new RandomStream(4, "square")));
        for (var step = 0; step < 20_000; step++)
        {
            population.Learn(square.Next());
        }

        Assert.Equal(0, population.Misses);
        Assert.True(population.Wins.ToArray().Max() > 5 * population.Wins.ToArray().Min());
        Assert.All(population.Thresholds, threshold => Assert.Equal(0, threshold));
    }

    [Fact]
    public void Early_misses_are_many()
    {
        // The card's figures of the first 2,000 steps: .119, .077, .053, .042, .038.
        foreach (var (count, early) in new[] { (1, .119), (2, .077), (4, .053), (9, .042), (16, .038) })
        {
            var (population, square) = (new FeastPopulation(MovingSquare.Pixels, Demo with { FeatureCount = count }, new RandomStream(5, "features")), new MovingSquare(new RandomStream(5, "square")));
            for (var step = 0; step < 2000; step++)
            {
                population.Learn(square.Next());
            }

            Assert.Equal(early, population.Misses / 2000.0, 0.02);
            Assert.True(population.Misses / 2000.0 > population.Options.SettledMissRate);
        }
    }

    [Fact]
    public void One_pixel_by_hand()
    {
        // c = w = d = 1: θ rises from 0 by Δ_I until it is 1, then hits and misses follow the law.
        var options = new FeastOptions { FeatureCount = 1, ThresholdRise = 0.25, ThresholdFall = 0.5, InitialThreshold = 0, InitialWeights = FeastWeights.Uniform };
        var population = new FeastPopulation(1, options, new RandomStream(1, "one"));
        var winners = Enumerable.Range(0, 12).Select(_ => population.Learn([0.3f])).ToArray();
        Assert.Equal([0, 0, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0], winners);
        for (var i = 0; i < 2988; i++)
        {
            population.Learn([1]);
        }

        Assert.Equal(options.SettledMissRate, population.Misses / 3000.0, 1e-3);
        Assert.Equal(1.0 / 3, options.SettledMissRate, 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 9)]
    [InlineData(20, 25)]
    [InlineData(100, 121)]
    [InlineData(131, 81)]
    [InlineData(200, 49)]
    public void Learning_is_that_of_the_rules_written_plainly(int count, int length)
    {
        var options = new FeastOptions { FeatureCount = count, LearningRate = 0.02f, ThresholdRise = 0.002, ThresholdFall = 0.004 };
        var (population, random, patch) = (new FeastPopulation(length, options, new RandomStream(2, "features")), new RandomStream(2, "patches"), new float[length]);
        var weights = population.Weights().Chunk(length).Select(row => Array.ConvertAll(row, value => (double)value)).ToArray();
        var reference = new ReferenceFeast(weights, [.. population.Thresholds], options.LearningRate, options.ThresholdRise, options.ThresholdFall);
        var differ = 0;
        for (var step = 0; step < 3000; step++)
        {
            random.FillUniform(patch, -0.5f, 1);
            patch.AsSpan().Replace(patch[^1], 1);
            for (var i = 0; i < length; i++)
            {
                patch[i] = patch[i] < 0 ? 0 : patch[i];
            }

            patch[length / 2] = 1;
            differ += population.Learn(patch) == reference.Learn(patch) ? 0 : 1;
        }

        Assert.Equal(0, differ);
        Assert.Equal(reference.Thresholds, population.Thresholds, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.True(TensorPrimitives.Distance<float>(population.Weights(), [.. reference.Weights.SelectMany(row => row).Select(value => (float)value)]) < 1e-4 * Math.Sqrt(count));
    }

    [Fact]
    public void Lengths_stay_1_and_thresholds_count_hits_and_misses()
    {
        var options = new FeastOptions { FeatureCount = 30, LearningRate = 0.05f };
        var (population, random, patch) = (new FeastPopulation(81, options, new RandomStream(8, "features")), new RandomStream(8, "patches"), new float[81]);
        var before = population.Thresholds.Sum();
        for (var step = 0; step < 200_000; step++)
        {
            random.FillUniform(patch, 0, 1);
            population.Learn(patch);
        }

        Assert.All(population.Weights().Chunk(81), row => Assert.Equal(1, TensorPrimitives.Norm<float>(row), 1e-6));
        Assert.Equal(200_000, population.Hits + population.Misses);
        Assert.Equal(population.Hits, population.Wins.ToArray().Sum());
        Assert.Equal(before + (options.ThresholdRise * population.Hits) - (30 * options.ThresholdFall * population.Misses), population.Thresholds.Sum(), 1e-9);
        Assert.All(population.Thresholds, threshold => Assert.InRange(threshold, 0, 1));
    }

    [Fact]
    public void In_use_thresholds_do_not_count()
    {
        var options = new FeastOptions { FeatureCount = 40, InitialThreshold = 2 };
        var population = new FeastPopulation(25, options, new RandomStream(8, "features"));
        var (random, patch, weights) = (new RandomStream(8, "patches"), new float[25], population.Weights());
        for (var step = 0; step < 500; step++)
        {
            random.FillGaussian(patch, 0, 1);
            var best = Enumerable.Range(0, 40).MaxBy(n => TensorPrimitives.Dot<float>(weights.AsSpan(n * 25, 25), patch));
            Assert.Equal(best, population.Assign(patch));
        }

        Assert.Equal(-1, population.Learn(patch));
        Assert.Equal(0, population.Hits);
    }

    [Fact]
    public void First_thresholds_lie_above_0_up_to_1_and_first_weights_have_length_1()
    {
        foreach (var weights in Enum.GetValues<FeastWeights>())
        {
            var population = new FeastPopulation(49, new FeastOptions { FeatureCount = 500, InitialWeights = weights }, new RandomStream(1, "first"));
            Assert.All(population.Thresholds, threshold => Assert.True(threshold is > 0 and <= 1));
            Assert.Equal(0.5, population.Thresholds.Average(), 0.05);
            Assert.All(population.Weights().Chunk(49), row => Assert.Equal(1, TensorPrimitives.Norm<float>(row), 1e-6));
            Assert.Equal(weights == FeastWeights.Uniform, population.Weights().All(weight => weight > 0));
        }
    }

    [Fact]
    public void Wrong_patches_and_options_are_named()
    {
        var population = new FeastPopulation(9, new FeastOptions { FeatureCount = 3 }, new RandomStream(1, "x"));
        Assert.Contains("9 pixels; got 8", Assert.Throws<ArgumentException>(() => population.Learn(new float[8])).Message, StringComparison.Ordinal);
        Assert.Contains("other than 0", Assert.Throws<ArgumentException>(() => population.Assign(new float[9])).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => population.Learn([1, 2, float.NaN, 0, 0, 0, 0, 0, 0])).Message, StringComparison.Ordinal);
        foreach (var (options, says) in new (FeastOptions, string)[]
        {
            (new FeastOptions { FeatureCount = 0 }, "1 to 65536 features"),
            (new FeastOptions { LearningRate = 0 }, "above 0"),
            (new FeastOptions { ThresholdRise = -1 }, "rise"),
            (new FeastOptions { ThresholdFall = double.NaN }, "fall"),
            (new FeastOptions { InitialThreshold = double.NaN }, "finite"),
        })
        {
            Assert.Contains(says, Assert.Throws<ArgumentOutOfRangeException>(() => new FeastPopulation(9, options, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_monitor_tells_what_happened_since_it_was_asked_last()
    {
        var (population, square) = (new FeastPopulation(MovingSquare.Pixels, Demo with { FeatureCount = 4 }, new RandomStream(3, "features")), new MovingSquare(new RandomStream(3, "square")));
        var monitor = new FeastMonitor(population);
        for (var step = 0; step < 100; step++)
        {
            population.Learn(square.Next());
        }

        var misses = population.Misses;
        var first = monitor.Next();
        Assert.Equal((100, misses / 100.0), (first.Patches, first.MissRate));
        Assert.True(first.WeightChange > 0 && first.ThresholdChange > 0);
        var second = monitor.Next();
        Assert.Equal((0, 0.0, 0.0), (second.Patches, second.WeightChange, second.ThresholdChange));
        Assert.True(double.IsNaN(second.MissRate));
        Assert.Equal(population.Thresholds.Average(), second.MeanThreshold);
    }

    [Fact]
    public void Learning_allocates_nothing()
    {
        var (population, patch) = (new FeastPopulation(121, new FeastOptions(), new RandomStream(1, "features")), new float[121]);
        new RandomStream(1, "patch").FillUniform(patch, 0, 1);
        population.Learn(patch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 10_000; step++)
        {
            population.Learn(patch);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
