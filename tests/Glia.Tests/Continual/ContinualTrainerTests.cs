using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class ContinualTrainerTests
{
    private static readonly ContinualBenchmark Benchmark = SyntheticDigits.Permuted();
    private static readonly ContinualTrainingOptions Options = new() { BatchSize = 4 };

    public static TheoryData<string> NaiveInDisguise => ["ewc", "online ewc", "si", "lwf", "all three"];

    [Theory]
    [MemberData(nameof(NaiveInDisguise))]
    public void A_strategy_of_strength_zero_is_naive_bit_for_bit(string name)
    {
        IContinualStrategy strategy = name switch
        {
            "ewc" => new ElasticWeightConsolidation(0),
            "online ewc" => new OnlineElasticWeightConsolidation(0),
            "si" => new SynapticIntelligence(0),
            "lwf" => new LearningWithoutForgetting(0),
            _ => new StrategyGroup(new ElasticWeightConsolidation(0), new SynapticIntelligence(0), new LearningWithoutForgetting(0)),
        };
        Assert.Equal(Train(new NaiveStrategy(), RehearsalSchedule.None).Parameters, Train(strategy, RehearsalSchedule.None).Parameters);
    }

    [Fact]
    public void A_fraction_of_zero_is_naive_bit_for_bit() => Assert.Equal(
        Train(new NaiveStrategy(), RehearsalSchedule.None).Parameters,
        Train(new NaiveStrategy(), new RehearsalSchedule(RecurrenceKernel.PowerLaw(1), 0)).Parameters);

    [Fact]
    public void Alpha_zero_trains_as_uniform_bit_for_bit() => Assert.Equal(
        Train(new NaiveStrategy(), new RehearsalSchedule(RecurrenceKernel.Uniform, .3)).Parameters,
        Train(new NaiveStrategy(), new RehearsalSchedule(RecurrenceKernel.PowerLaw(0), .3)).Parameters);

    [Fact]
    public void The_result_does_not_depend_on_how_many_run_at_once()
    {
        var alone = Train(new ElasticWeightConsolidation(1), new RehearsalSchedule(RecurrenceKernel.PowerLaw(1), .3)).Parameters;
        var together = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4)
            .Select(_ => Train(new ElasticWeightConsolidation(1), new RehearsalSchedule(RecurrenceKernel.PowerLaw(1), .3)).Parameters).ToList();
        Assert.All(together, parameters => Assert.Equal(alone, parameters));
    }

    [Fact]
    public void Rehearsal_and_penalties_forget_less_than_naive_and_all_learn()
    {
        var naive = Train(new NaiveStrategy(), RehearsalSchedule.None).Result.Accuracy;
        var rehearsed = Train(new NaiveStrategy(), new RehearsalSchedule(RecurrenceKernel.Uniform, .3)).Result.Accuracy;
        var consolidated = Train(new ElasticWeightConsolidation(3), RehearsalSchedule.None).Result.Accuracy;
        var intelligent = Train(new SynapticIntelligence(1), RehearsalSchedule.None).Result.Accuracy;
        Assert.True(naive.LearningAccuracy > .8, $"learning {naive.LearningAccuracy}");
        Assert.True(naive.Acc < .8, $"naive {naive.Acc}");
        Assert.True(rehearsed.Acc > naive.Acc + .05, $"rehearsal {rehearsed.Acc} naive {naive.Acc}");
        Assert.True(consolidated.Acc > naive.Acc + .02, $"ewc {consolidated.Acc} naive {naive.Acc}");
        Assert.True(intelligent.Acc > naive.Acc + .02, $"si {intelligent.Acc} naive {naive.Acc}");
    }

    [Fact]
    public void Images_seen_are_counted_with_rehearsal()
    {
        Assert.Equal(1600, Train(new NaiveStrategy(), RehearsalSchedule.None).Result.ImagesSeen);
        Assert.Equal(1600 + (3 * 120), Train(new NaiveStrategy(), new RehearsalSchedule(RecurrenceKernel.Uniform, .3)).Result.ImagesSeen);
    }

    [Fact]
    public void Probes_say_when_the_new_task_was_known_and_change_nothing()
    {
        var plain = Train(new NaiveStrategy(), RehearsalSchedule.None);
        var probed = Train(new NaiveStrategy(), RehearsalSchedule.None, Options with { ProbeBatches = 2, ProbeAccuracy = .5 });
        Assert.Equal(plain.Parameters, probed.Parameters);
        Assert.All(plain.Result.SamplesToProbeAccuracy, samples => Assert.Equal(double.NaN, samples));
        Assert.All(probed.Result.SamplesToProbeAccuracy, samples => Assert.True(samples > 0 && samples % 8 == 0, $"{samples}"));
    }

    [Fact]
    public void Joint_training_knows_all_tasks()
    {
        var network = Network();
        var accuracies = new ContinualTrainer(Benchmark, network, new NaiveStrategy(), Options).RunJoint(new RandomStream(1, "training"));
        Assert.All(accuracies, accuracy => Assert.True(accuracy > .6, $"{accuracy}"));
    }

    [Fact]
    public void New_samples_come_in_the_same_order_whatever_is_rehearsed_and_blocks_keep_apart()
    {
        var random = new RandomStream(1, "training");
        var after = Samples(new RehearsalSchedule(RecurrenceKernel.Uniform, .3));
        var naive = Samples(RehearsalSchedule.None);
        Assert.Equal(naive, after[..400]);
        Assert.All(after[400..], sample => Assert.True(sample.Task < 2));
        Assert.Equal(400, naive.Select(sample => sample.Sample).Distinct().Count());
        var interleaved = Samples(new RehearsalSchedule(RecurrenceKernel.Uniform, .3) { Order = RehearsalOrder.Interleaved });
        Assert.Equal(after.Order(ByTaskAndSample), interleaved.Order(ByTaskAndSample));
        Assert.InRange(interleaved[..260].Count(sample => sample.Task < 2), 30, 90);
        var few = Samples(new RehearsalSchedule(RecurrenceKernel.Uniform, .3) { MemoryPerTask = 5 });
        Assert.InRange(few[400..].Distinct().Count(), 8, 10);

        SampleReference[] Samples(RehearsalSchedule schedule) =>
            new PhaseSamples(Benchmark, schedule.Plan(4, 400, random.Child("rehearsal")), random).Of(2);
    }

    [Fact]
    public void A_network_or_plan_for_another_benchmark_is_refused()
    {
        var other = new MultilayerPerceptron([64, 20, 9], new RandomStream(1, "init"));
        Assert.Contains("10 classes", Assert.Throws<ArgumentException>(() => new ContinualTrainer(Benchmark, other, new NaiveStrategy(), new())).Message, StringComparison.Ordinal);
        var trainer = new ContinualTrainer(Benchmark, Network(), new NaiveStrategy(), new());
        Assert.Throws<ArgumentException>(() => trainer.Run(RehearsalSchedule.None.Plan(3, 400, new RandomStream(1, "x")), new RandomStream(1, "x")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContinualTrainer(Benchmark, Network(), new NaiveStrategy(), new() { LearningRate = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ElasticWeightConsolidation(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynapticIntelligence(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearningWithoutForgetting(-1));
    }

    private static readonly Comparer<SampleReference> ByTaskAndSample = Comparer<SampleReference>.Create(
        (a, b) => (a.Task, a.Sample).CompareTo((b.Task, b.Sample)));

    private static MultilayerPerceptron Network() => new([64, 32, 32, 10], new RandomStream(1, "init"));

    private static (float[] Parameters, ContinualResult Result) Train(
        IContinualStrategy strategy, RehearsalSchedule schedule, ContinualTrainingOptions? options = null)
    {
        var random = new RandomStream(1, "training");
        var network = Network();
        var result = new ContinualTrainer(Benchmark, network, strategy, options ?? Options)
            .Run(schedule.Plan(4, 400, random.Child("rehearsal")), random);
        return (network.Parameters.ToArray(), result);
    }
}
