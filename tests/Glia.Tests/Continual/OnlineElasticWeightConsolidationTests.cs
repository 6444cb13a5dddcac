using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class OnlineElasticWeightConsolidationTests
{
    [Fact]
    public void With_strength_zero_it_is_naive_and_over_two_tasks_it_is_separate_ewc_bit_for_bit()
    {
        Assert.Equal(Train(new NaiveStrategy(), 3), Train(new OnlineElasticWeightConsolidation(0), 3));
        Assert.Equal(Train(new ElasticWeightConsolidation(2), 2), Train(new OnlineElasticWeightConsolidation(2) { Decay = .5 }, 2));
        Assert.NotEqual(Train(new ElasticWeightConsolidation(2), 3), Train(new OnlineElasticWeightConsolidation(2), 3));
    }

    [Fact]
    public void The_penalty_is_the_decayed_sum_of_fisher_informations_around_the_last_parameters()
    {
        var benchmark = SyntheticDigits.Permuted(2);
        var network = new MultilayerPerceptron([64, 8, 10], new RandomStream(1, "init"));
        var strategy = new OnlineElasticWeightConsolidation(3) { Decay = .25 };
        var fishers = new List<float[]>();
        for (var t = 0; t < 2; t++)
        {
            new RandomStream(t, "move").FillGaussian(network.Parameters, 0, .1f);
            fishers.Add(strategy.Fisher.Estimate(network, benchmark.Tasks[t].Train, new RandomStream(t, "fisher")));
            strategy.AfterTask(new ContinualPhase(t, benchmark.Tasks[t], network, new RandomStream(t, "fisher")));
        }

        Assert.Equal(0, strategy.Penalty(network), 1e-3);
        var centre = network.Parameters.ToArray();
        new RandomStream(7, "move").FillGaussian(network.Parameters, 0, .1f);
        var moved = network.Parameters.ToArray();
        var expected = 3 * Enumerable.Range(0, centre.Length).Sum(i => ((.25 * fishers[0][i]) + fishers[1][i]) * Math.Pow((double)moved[i] - centre[i], 2));
        Assert.Equal(1, strategy.Penalty(network) / expected, 1e-4);
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        Assert.Contains("0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => new OnlineElasticWeightConsolidation(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new OnlineElasticWeightConsolidation(1) { Decay = 2 }).Message, StringComparison.Ordinal);
    }

    private static float[] Train(IContinualStrategy strategy, int tasks)
    {
        var network = new MultilayerPerceptron([64, 16, 10], new RandomStream(1, "init"));
        new ContinualTrainer(SyntheticDigits.Permuted(tasks), network, strategy, new ContinualTrainingOptions { BatchSize = 4 })
            .Run(RehearsalSchedule.None.Plan(tasks, 400, new RandomStream(1, "plan")), new RandomStream(1, "training"));
        return network.Parameters.ToArray();
    }
}
