using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class StrategyCostTests
{
    private static readonly ContinualBenchmark Benchmark = SyntheticDigits.Permuted();

    [Fact]
    public void Strategies_say_what_they_keep_and_compute()
    {
        var floats = sizeof(float) * (long)Network().Parameters.Length;
        Assert.Equal(StrategyCost.None, Run(new NaiveStrategy()).Cost);
        Assert.Equal(new StrategyCost { StateBytes = 2 * floats, GradientSamples = 4 * 100 }, Run(new ElasticWeightConsolidation(1) { Fisher = new(Samples: 100) }).Cost);
        Assert.Equal(new StrategyCost { StateBytes = 3 * floats, GradientSamples = 4 * 400 }, Run(new OnlineElasticWeightConsolidation(1)).Cost);
        Assert.Equal(new StrategyCost { StateBytes = 7 * floats }, Run(new SynapticIntelligence(1)).Cost);
        Assert.Equal(new StrategyCost { StateBytes = floats, ForwardSamples = 3 * 400 }, Run(new LearningWithoutForgetting(1)).Cost);
        Assert.Equal(
            new StrategyCost { StateBytes = 8 * floats, ForwardSamples = 3 * 400 }, Run(new StrategyGroup(new SynapticIntelligence(1), new LearningWithoutForgetting(1))).Cost);
        Assert.Equal((4 * 400) + (4 * 100), Run(new ElasticWeightConsolidation(1) { Fisher = new(Samples: 100) }).GradientEvaluations);
    }

    [Fact]
    public void A_plan_says_how_many_old_samples_must_be_within_reach()
    {
        RehearsalPlan Plan(RehearsalSchedule schedule) => schedule.Plan(4, 400, new RandomStream(1, "plan"));
        Assert.Equal(0, Plan(RehearsalSchedule.None).ReachableSamples);
        var uniform = new RehearsalSchedule(RecurrenceKernel.Uniform, .2);
        Assert.Equal(3 * 400, Plan(uniform).ReachableSamples);
        Assert.Equal(3 * 7, Plan(uniform with { MemoryPerTask = 7 }).ReachableSamples);
        Assert.Equal(0, Plan(uniform with { Source = RehearsalSource.CurrentTask }).ReachableSamples);
    }

    private static MultilayerPerceptron Network() => new([64, 16, 10], new RandomStream(1, "init"));

    private static ContinualResult Run(IContinualStrategy strategy) =>
        new ContinualTrainer(Benchmark, Network(), strategy, new ContinualTrainingOptions()).Run(RehearsalSchedule.None.Plan(4, 400, new RandomStream(1, "plan")), new RandomStream(1, "training"));
}
