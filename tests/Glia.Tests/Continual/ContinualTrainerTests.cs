using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class ContinualTrainerTests
{
    private static readonly ContinualBenchmark Benchmark = SyntheticDigits.Permuted();
    private static readonly ContinualTrainingOptions Options = new() { BatchSize = 4 };

    public static TheoryData<string> NaiveInDisguise => ["ewc", "online ewc", "si", "si of avalanche", "lwf", "growing lwf", "all together"];

    public static TheoryData<string> NaiveWithoutMemory => ["gem", "agem", "ogd", "gpm", "replay", "cumulative"];

    [Theory]
    [MemberData(nameof(NaiveInDisguise))]
    public void A_strategy_of_strength_zero_is_naive_bit_for_bit(string name)
    {
        IContinualStrategy strategy = name switch
        {
            "ewc" => new ElasticWeightConsolidation(0),
            "online ewc" => new OnlineElasticWeightConsolidation(0),
            "si" => new SynapticIntelligence(0),
            "si of avalanche" => new SynapticIntelligence(0) { Variant = SynapticIntelligenceVariant.Avalanche },
            "lwf" => new LearningWithoutForgetting(0),
            "growing lwf" => new LearningWithoutForgetting(LearningWithoutForgetting.Growing(0, 4)),
            _ => new StrategyGroup(
                new ElasticWeightConsolidation(0), new OnlineElasticWeightConsolidation(0), new SynapticIntelligence(0), new LearningWithoutForgetting(0)),
        };
        Assert.Equal(Train(new NaiveStrategy(), RehearsalSchedule.None).Parameters, Train(strategy, RehearsalSchedule.None).Parameters);
    }

    [Theory]
    [MemberData(nameof(NaiveWithoutMemory))]
    public void A_strategy_that_has_nothing_to_remember_is_naive_bit_for_bit(string name)
    {
        IContinualStrategy strategy = name switch
        {
            "gem" => new GradientEpisodicMemory(8),
            "agem" => new AveragedGradientEpisodicMemory(8),
            "ogd" => new OrthogonalGradientDescent(8),
            "gpm" => new GradientProjectionMemory(),
            "replay" => new ExperienceReplay(new ReservoirBuffer(8)) { Storage = ReplayStorage.TaskEnd },
            _ => new CumulativeTraining(),
        };
        Assert.Equal(Train(new NaiveStrategy(), tasks: 1).Parameters, Train(strategy, tasks: 1).Parameters);
    }

    [Theory]
    [InlineData("reservoir", 40)]
    [InlineData("ring", 40)]
    [InlineData("classes", 40)]
    [InlineData("tasks", 40)]
    public void Replay_forgets_less_than_naive_and_sees_more_samples(string memory, int size)
    {
        IReplayBuffer buffer = memory switch
        {
            "reservoir" => new ReservoirBuffer(size),
            "ring" => new TaskRingBuffer(size / 4),
            "classes" => new ClassBalancedBuffer(size),
            _ => new TaskBalancedBuffer(size),
        };
        var strategy = new ExperienceReplay(buffer);
        var replayed = Train(strategy, RehearsalSchedule.None).Result;
        var naive = Train(new NaiveStrategy(), RehearsalSchedule.None).Result;
        Assert.True(replayed.Accuracy.Acc > naive.Accuracy.Acc + .05, $"{memory} {replayed.Accuracy.Acc} naive {naive.Accuracy.Acc}");
        Assert.Equal(size, strategy.Cost.StoredSamples);
        Assert.Equal(size * 65 * 4, strategy.Cost.StateBytes);
        Assert.Equal(replayed.ImagesSeen - 1600, strategy.Cost.GradientSamples);
        Assert.InRange(replayed.ImagesSeen, 3100, 3200);
    }

    [Theory]
    [InlineData("gem")]
    [InlineData("agem")]
    [InlineData("ogd")]
    [InlineData("gpm")]
    [InlineData("online ewc")]
    [InlineData("cumulative")]
    public void Strategies_forget_less_than_naive_still_learn_and_give_the_same_bits_again(string name)
    {
        IContinualStrategy Strategy() => name switch
        {
            "gem" => new GradientEpisodicMemory(20),
            "agem" => new AveragedGradientEpisodicMemory(20) { SampleSize = 40 },
            "ogd" => new OrthogonalGradientDescent(40),
            // These digits are noise in all 64 pixels: the thresholds of the paper would leave no room for a second task.
            "gpm" => new GradientProjectionMemory { FirstThreshold = .75, Threshold = .9 },
            "online ewc" => new OnlineElasticWeightConsolidation(3),
            _ => new CumulativeTraining(),
        };
        var strategy = Strategy();
        var run = Train(strategy, RehearsalSchedule.None);
        var naive = Train(new NaiveStrategy(), RehearsalSchedule.None).Result.Accuracy;
        Assert.True(run.Result.Accuracy.Acc > naive.Acc + .02, $"{name} {run.Result.Accuracy.Acc} naive {naive.Acc}");
        Assert.True(run.Result.Accuracy.LearningAccuracy > .6, $"{name} {run.Result.Accuracy.LearningAccuracy}");
        Assert.True(strategy.Cost.StateBytes > 0);
        Assert.Equal(run.Parameters, Train(Strategy(), RehearsalSchedule.None).Parameters);
    }

    [Fact]
    public void A_group_costs_what_its_members_cost()
    {
        var (replay, penalty) = (new ExperienceReplay(new ReservoirBuffer(10)), new ElasticWeightConsolidation(1));
        var group = new StrategyGroup(replay, penalty);
        Train(group, RehearsalSchedule.None);
        Assert.Equal(replay.Cost + penalty.Cost, group.Cost);
        Assert.Equal(10, group.Cost.StoredSamples);
        Assert.True(group.Cost.GradientSamples > 3000);
    }

    [Fact]
    public void A_strategy_that_adds_more_samples_than_it_said_is_told_so() => Assert.Contains(
        "ExtraRows", Assert.Throws<InvalidOperationException>(() => Train(new Smuggler(), RehearsalSchedule.None)).Message, StringComparison.Ordinal);

    [Fact]
    public void Several_passes_see_every_sample_as_often_in_another_order_each_time()
    {
        var twice = Train(new NaiveStrategy(), RehearsalSchedule.None, Options with { Epochs = 2 });
        Assert.Equal(3200, twice.Result.ImagesSeen);
        Assert.True(twice.Result.Accuracy.LearningAccuracy >= Train(new NaiveStrategy(), RehearsalSchedule.None).Result.Accuracy.LearningAccuracy - .02);
        var random = new RandomStream(1, "training");
        var samples = new PhaseSamples(Benchmark, RehearsalSchedule.None.Plan(4, 400, random), random);
        Assert.Equal(samples.Of(1), samples.Of(1, 0));
        Assert.NotEqual(samples.Of(1), samples.Of(1, 1));
        Assert.Equal(samples.Of(1).OrderBy(sample => sample.Sample), samples.Of(1, 1).OrderBy(sample => sample.Sample));
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(new NaiveStrategy(), RehearsalSchedule.None, Options with { Epochs = 0 }));
    }

    [Fact]
    public void Momentum_of_zero_is_plain_descent_bit_for_bit_and_carrying_matters_only_with_memory()
    {
        var plain = Train(new NaiveStrategy(), RehearsalSchedule.None).Parameters;
        Assert.Equal(plain, Train(new NaiveStrategy(), RehearsalSchedule.None, Options with { Descent = DescentRule.Momentum(0) }).Parameters);
        Assert.Equal(plain, Train(new NaiveStrategy(), RehearsalSchedule.None, Options with { DescentMemory = DescentMemory.Carried }).Parameters);
        var momentum = Options with { Descent = DescentRule.Momentum(.9), LearningRate = .01 };
        var anew = Train(new NaiveStrategy(), RehearsalSchedule.None, momentum);
        var carried = Train(new NaiveStrategy(), RehearsalSchedule.None, momentum with { DescentMemory = DescentMemory.Carried });
        Assert.NotEqual(anew.Parameters, carried.Parameters);
        Assert.Equal(anew.Result.Accuracy[0, 0], carried.Result.Accuracy[0, 0]);
        var adam = Train(new NaiveStrategy(), RehearsalSchedule.None, Options with { Descent = DescentRule.Adam(), LearningRate = .003 });
        Assert.True(adam.Result.Accuracy.LearningAccuracy > .8, $"{adam.Result.Accuracy.LearningAccuracy}");
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
        Assert.Contains("phase 2", Assert.Throws<ArgumentOutOfRangeException>(() => new LearningWithoutForgetting([1, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LearningWithoutForgetting([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearningWithoutForgetting(1) { Temperature = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnlineElasticWeightConsolidation(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnlineElasticWeightConsolidation(1) { Decay = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynapticIntelligenceVariant { Damping = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientEpisodicMemory(1) { Margin = -1 });
    }

    private static readonly Comparer<SampleReference> ByTaskAndSample = Comparer<SampleReference>.Create(
        (a, b) => (a.Task, a.Sample).CompareTo((b.Task, b.Sample)));

    private static MultilayerPerceptron Network() => new([64, 32, 32, 10], new RandomStream(1, "init"));

    private static (float[] Parameters, ContinualResult Result) Train(IContinualStrategy strategy, int tasks)
    {
        var random = new RandomStream(1, "training");
        var network = Network();
        var result = new ContinualTrainer(SyntheticDigits.Permuted(tasks), network, strategy, Options).Run(RehearsalSchedule.None.Plan(tasks, 400, random), random);
        return (network.Parameters.ToArray(), result);
    }

    private static (float[] Parameters, ContinualResult Result) Train(
        IContinualStrategy strategy, RehearsalSchedule schedule, ContinualTrainingOptions? options = null)
    {
        var random = new RandomStream(1, "training");
        var network = Network();
        var result = new ContinualTrainer(Benchmark, network, strategy, options ?? Options)
            .Run(schedule.Plan(4, 400, random.Child("rehearsal")), random);
        return (network.Parameters.ToArray(), result);
    }

    private sealed class Smuggler : IContinualStrategy
    {
        public void BeforeForward(MiniBatch batch) => batch.Add(batch.New[0]);
    }
}
