using Glia.Anytime;

namespace Glia.Tests.Anytime;

public sealed class ThresholdChoiceTests
{
    [Fact]
    public void The_front_holds_the_points_that_no_other_beats()
    {
        var front = ThresholdChoice.ParetoFront([new(0.1, 1, 0.5), new(0.2, 2, 0.4), new(0.3, 2, 0.6), new(0.4, 3, 0.6), new(0.5, 4, 0.9)]);
        Assert.Equal([0.1, 0.3, 0.5], front.Select(point => point.Threshold));
    }

    [Fact]
    public void The_choice_is_the_fastest_that_keeps_the_accuracy_of_the_last_step()
    {
        var output = RandomOutput.Make(600, 16);
        var scores = StoppingScores.Of(output, new SoftmaxConfidence(16));
        var choice = ThresholdChoice.On(scores);
        Assert.True(choice.Chosen.Accuracy >= output.FixedLatencyCurve()[^1]);
        Assert.True(choice.Chosen.MeanLatency < 16);
        Assert.DoesNotContain(scores.Curve(StoppingScores.Grid), point => point.Accuracy >= choice.FixedAccuracy && point.MeanLatency < choice.Chosen.MeanLatency);
        Assert.True(ThresholdChoice.On(scores, 0.02).Chosen.MeanLatency <= choice.Chosen.MeanLatency);
        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdChoice.On(scores, -0.1));
    }

    [Fact]
    public void The_temperature_chosen_is_the_best_calibrated_of_the_grid()
    {
        var output = RandomOutput.Make(600, 16);
        var grid = TemperatureFit.Grid(16);
        Assert.Equal((2.0, 64.0), (grid[0], grid[^1]));
        double Error(double temperature)
        {
            var scores = StoppingScores.Of(output, new SoftmaxConfidence(temperature));
            var samples = Enumerable.Range(0, output.Count).ToArray();
            return CalibrationError.Expected([.. samples.Select(sample => scores[sample, 16])], [.. samples.Select(sample => output.IsRight(sample, 16))]);
        }

        Assert.Equal(grid.Min(Error), Error(TemperatureFit.Choose(output)), 1e-12);
    }

    [Fact]
    public void Calibration_error_is_the_gap_between_stated_and_true_shares()
    {
        Assert.Equal(0.1, CalibrationError.Expected([0.9, 0.9, 0.9, 0.9, 0.9], [true, true, true, true, false]), 1e-12);
        Assert.Equal(0.35, CalibrationError.Expected([1, 0.3], [true, true]), 1e-12);
        Assert.Throws<ArgumentException>(() => CalibrationError.Expected([1], []));
    }

    [Fact]
    public void Advice_is_given_on_few_samples_missing_classes_and_outputs_that_do_not_improve()
    {
        Assert.Empty(CalibrationAdvice.On(RandomOutput.Make(400, 8)));
        var advice = CalibrationAdvice.On(AnytimeOutputTests.Record([.. Enumerable.Repeat("110", 50)]));
        Assert.Contains(advice, line => line.Contains("nothing to gain here; best fixed T is 1", StringComparison.Ordinal));
        Assert.Contains(advice, line => line.Contains("Only 50 calibration samples", StringComparison.Ordinal) && line.Contains("0.0 % … 7.1 %", StringComparison.Ordinal));
        Assert.Contains(advice, line => line.Contains("none of class 0", StringComparison.Ordinal));
    }
}
