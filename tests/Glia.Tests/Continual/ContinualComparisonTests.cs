using Glia.Continual;

namespace Glia.Tests.Continual;

public sealed class ContinualComparisonTests
{
    private const int Tasks = 3;
    private static readonly ContinualComparisonOptions Options = new()
    {
        HiddenUnits = [16],
        LearningRates = [.1],
        Size = new BenchmarkSize { Tasks = Tasks, SamplesPerTask = 200, TestSamples = 100, ValidationSamples = 100 },
    };

    public static TheoryData<string> Names => [.. Strategies.Select(strategy => strategy.Name)];

    private static IReadOnlyList<ComparedStrategy> Strategies => ComparedStrategies.All(memoryPerTask: 10, Tasks, directionsPerTask: 5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_strategy_runs_gives_the_same_bits_again_and_says_what_it_keeps(string name)
    {
        var strategy = Strategies.Single(strategy => strategy.Name == name);
        var run = Comparison(Options).Run(strategy, .1, strategy.Strengths[^1], seed: 1);
        Assert.Equal(run.Accuracy.ToArray(), Comparison(Options).Run(strategy, .1, strategy.Strengths[^1], seed: 1).Accuracy.ToArray());
        Assert.Equal(name == "naive", run.Cost.StateBytes == 0);
        Assert.True(run.ImagesSeen >= Tasks * 200);
        Assert.InRange(run.ValidationAccuracy, 0, 1);
    }

    [Fact]
    public void The_best_on_validation_images_is_chosen()
    {
        var options = Options with { LearningRates = [1e-6, .1, 1e-5] };
        var chosen = Comparison(options).Choose(Strategies.Single(strategy => strategy.Name == "EWC"), seed: 7);
        Assert.Equal(.1, chosen.LearningRate);
        Assert.Equal("EWC", chosen.Strategy);
        var nothing = Options with { LearningRates = [] };
        Assert.Contains("learning rates", Assert.Throws<InvalidOperationException>(() => Comparison(nothing).Choose(Strategies[0], 7)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Joint_training_sees_as_many_samples_as_the_stream_has_and_forgets_nothing()
    {
        var run = Comparison(Options).Run(Strategies.Single(strategy => strategy.Name == "joint"), .1, 0, seed: 1);
        Assert.Equal(Tasks * 200, run.ImagesSeen);
        Assert.Equal(0, run.Accuracy.Bwt);
    }

    [Fact]
    public void Published_accuracies_have_a_source_and_say_whether_they_were_recalled()
    {
        Assert.All(PublishedAccuracies.PermutedMnist, published =>
        {
            Assert.InRange(published.Acc, .5, 1);
            Assert.NotEmpty(published.Source);
            Assert.NotEmpty(published.Setting);
        });
        Assert.Equal([.9, .943, .83], PublishedAccuracies.Of("EWC").Select(published => published.Acc));
        Assert.Equal(-.03, PublishedAccuracies.Of("GPM").Single().Bwt);
        Assert.All(PublishedAccuracies.Of("joint"), published => Assert.True(published.Recalled));
        Assert.Empty(PublishedAccuracies.Of("nobody"));
    }

    private static ContinualComparison Comparison(ContinualComparisonOptions options) =>
        new(SyntheticDigits.Images(600, "train"), SyntheticDigits.Images(200, "test"), options);
}
