using Glia.Anytime;
using Glia.Random;

namespace Glia.Tests.Anytime;

public sealed class StoppingScoresTests
{
    private static readonly AnytimeOutput Output = RandomOutput.Make(800, 12);

    [Fact]
    public void Threshold_1_gives_the_fixed_run_and_threshold_0_stops_at_once()
    {
        var curve = Output.FixedLatencyCurve();
        foreach (var criterion in RandomOutput.Criteria(Output.Steps).Where(criterion => criterion is not EntropyConfidence))
        {
            var scores = StoppingScores.Of(Output, criterion);
            var (never, atOnce) = (scores.StopAbove(1), scores.StopAbove(0));
            Assert.Equal((12.0, curve[^1]), (never.MeanLatency, never.Accuracy));
            Assert.Equal((1.0, curve[0]), (atOnce.MeanLatency, atOnce.Accuracy));
        }
    }

    [Fact]
    public void Scores_lie_between_0_and_1_and_mean_latency_never_falls_with_the_threshold()
    {
        foreach (var criterion in RandomOutput.Criteria(Output.Steps))
        {
            var scores = StoppingScores.Of(Output, criterion);
            for (var sample = 0; sample < Output.Count; sample++)
            {
                Assert.All(Enumerable.Range(1, 12), step => Assert.InRange(scores[sample, step], 0, 1));
            }

            var latencies = scores.Curve(StoppingScores.Grid).Select(point => point.MeanLatency).ToArray();
            Assert.All(latencies.Zip(latencies.Skip(1)), pair => Assert.True(pair.First <= pair.Second, criterion.Name));
        }
    }

    [Fact]
    public void A_cap_shortens_latencies_to_the_smaller_of_both()
    {
        var result = StoppingScores.Of(Output, new SoftmaxConfidence(12)).StopAbove(0.5);
        Assert.Equal(Enumerable.Range(1, 12).Select(cap => result.Latencies.Average(latency => Math.Min(latency, cap))), result.CappedMeanLatencies(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(1, result.Histogram().Sum(), 1e-12);
    }

    [Fact]
    public void The_softmax_does_not_overflow_and_equals_its_definition()
    {
        Assert.Equal(1, new SoftmaxConfidence(1).Score([1e4f, -1e4f, 0], 3), 1e-12);
        Assert.Equal(0.5, new MarginConfidence(1).Score([1e4f, 1e4f - MathF.Log(3)], 2), 1e-3);
        Assert.Equal(Math.Exp(2) / (Math.Exp(2) + Math.Exp(1) + 1), new SoftmaxConfidence(1).Score([2, 1, 0], 3), 1e-12);
        Assert.Equal(Math.Exp(1) / (Math.Exp(1) + Math.Exp(0.5) + 1), new MeanSoftmaxConfidence(1).Score([9, 9, 9, 2, 1, 0], 3), 1e-12);
        Assert.Equal(0, new EntropyConfidence(1).Score([3, 3], 2), 1e-12);
        Assert.Equal(1, new EntropyConfidence(1).Score([1e4f, -1e4f], 2), 1e-12);
    }

    [Fact]
    public void A_prediction_is_stable_by_the_steps_that_it_has_been_the_same()
    {
        float[] outputs = [0, 1, 1, 0, 2, 0, 3, 0];
        var criterion = new StablePrediction(3);
        Assert.Equal([1 / 3.0, 1 / 3.0, 2 / 3.0, 1], Enumerable.Range(1, 4).Select(step => criterion.Score(outputs.AsSpan(0, 2 * step), 2)));
    }

    [Fact]
    public void Scores_of_other_samples_stop_as_often_but_know_nothing()
    {
        var scores = StoppingScores.Of(Output, new SoftmaxConfidence(4));
        var (own, others) = (scores.StopAbove(0.8), scores.Permuted(new RandomStream(3, "deal").Permutation(800)).StopAbove(0.8));
        Assert.Equal(own.Histogram(), others.Histogram());
        var random = FixedLatency.RandomStopping(Output.FixedLatencyCurve(), own.Histogram());
        Assert.True(own.Accuracy > random + 0.02, $"{own.Accuracy} against {random}, mean latency {own.MeanLatency}");
        Assert.InRange(others.Accuracy, random - 0.05, random + 0.05);
        Assert.Throws<ArgumentException>(() => scores.Permuted(new int[800]));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_threshold_that_is_no_share_is_refused(double threshold)
    {
        var scores = StoppingScores.Of(Output, new SoftmaxConfidence(12));
        Assert.Contains("between 0", Assert.Throws<ArgumentOutOfRangeException>(() => scores.StopAbove(threshold)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_temperature_must_be_positive(double temperature)
    {
        foreach (var make in new Func<IStoppingCriterion>[]
                 {
                     () => new SoftmaxConfidence(temperature), () => new MeanSoftmaxConfidence(temperature),
                     () => new EntropyConfidence(temperature), () => new MarginConfidence(temperature),
                 })
        {
            Assert.Contains("temperature α", Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new StablePrediction(0));
    }
}
