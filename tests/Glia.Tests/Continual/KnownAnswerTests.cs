using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

/// <summary>Where each strategy must end on losses of two parameters, worked out by hand.</summary>
public sealed class KnownAnswerTests
{
    // Task A: curvature (1, 0.2), optimum (0.2, 0.2); task B: curvature (0.2, 1), optimum (0.8, 0.8). Their sum has its optimum at (0.3, 0.7).
    private static readonly byte[][] A = [[255, 51, 51, 51], [255, 51, 51, 51]];
    private static readonly byte[][] B = [[51, 255, 204, 204], [51, 255, 204, 204]];

    // A valley: curvature (1, 0), so that only θ₀ = 0.2 matters; its two samples lie at 0.2 ± Spread. Then a bowl around (0.8, 0.8).
    private static readonly byte[][] Valley = [[255, 0, 26, 0], [255, 0, 76, 0]];
    private static readonly byte[][] Bowl = [[255, 255, 204, 204], [255, 255, 204, 204]];
    private const double Spread = 25 / 255.0;

    private static readonly ContinualTrainingOptions Exact = new() { LearningRate = .2, BatchSize = 4, Epochs = 800 };

    [Fact]
    public void Naive_training_ends_at_the_last_task() => AssertEnds([.8, .8], Train(new NaiveStrategy(), Exact, A, B));

    [Fact]
    public void Joint_training_ends_at_the_optimum_of_the_sum()
    {
        var network = new QuadraticNetwork();
        new ContinualTrainer(QuadraticNetwork.Tasks(A, B), network, new NaiveStrategy(), Exact).RunJoint(new RandomStream(1, "t"));
        AssertEnds([.3, .7], network.Parameters);
        AssertEnds([.3, .7], Train(new JointTraining(QuadraticNetwork.Tasks(A, B)), Exact, A, B));
    }

    [Fact]
    public void Cumulative_training_ends_at_the_optimum_of_the_sum_and_counts_what_it_keeps()
    {
        var strategy = new CumulativeTraining();
        AssertEnds([.3, .7], Train(strategy, Exact, A, B));
        Assert.Equal(new StrategyCost { StateBytes = 4 * 5 * 4, StoredSamples = 4, GradientSamples = 2 * 800 }, strategy.Cost);
    }

    [Fact]
    public void Replay_of_the_first_task_ends_at_the_optimum_of_the_sum()
    {
        var strategy = new ExperienceReplay(new TaskRingBuffer(2)) { Storage = ReplayStorage.TaskEnd };
        AssertEnds([.3, .7], Train(strategy, Exact, A, B));
        Assert.Equal(4, strategy.Cost.StoredSamples);
        Assert.Equal(2 * 800, strategy.Cost.GradientSamples);
    }

    [Fact]
    public void Ewc_ends_where_loss_and_penalty_balance()
    {
        // At A's optimum each sample's gradient is ± a·Spread, so that F = a²·Spread²; then b(θ − m) + 2λF(θ − θ*) = 0.
        byte[][] spread = [[255, 51, 26, 26], [255, 51, 76, 76]];
        const double strength = 20;
        double[] curvature = [1, .2], next = [.2, 1];
        var expected = Enumerable.Range(0, 2).Select(i =>
        {
            var hold = 2 * strength * curvature[i] * curvature[i] * Spread * Spread;
            return ((next[i] * .8) + (hold * .2)) / (next[i] + hold);
        }).ToArray();
        AssertEnds(expected, Train(new ElasticWeightConsolidation(strength), Exact, spread, B));
        AssertEnds(expected, Train(new OnlineElasticWeightConsolidation(strength), Exact, spread, B));
    }

    [Fact]
    public void Online_ewc_holds_the_latest_parameters_with_decayed_information()
    {
        byte[][] first = [[255, 51, 26, 26], [255, 51, 76, 76]], second = [[51, 255, 179, 179], [51, 255, 229, 229]], third = [[255, 255, 0, 0], [255, 255, 0, 0]];
        const double strength = 20, decay = .4;
        double[] expected = new double[2], a = [1, .2], b = [.2, 1];
        for (var i = 0; i < 2; i++)
        {
            var information = a[i] * a[i] * Spread * Spread;
            var afterSecond = ((b[i] * .8) + (2 * strength * information * .2)) / (b[i] + (2 * strength * information));
            information = (decay * information) + (b[i] * b[i] * (((afterSecond - .8) * (afterSecond - .8)) + (Spread * Spread)));
            expected[i] = 2 * strength * information * afterSecond / (1 + (2 * strength * information));
        }

        AssertEnds(expected, Train(new OnlineElasticWeightConsolidation(strength) { Decay = decay }, Exact with { LearningRate = .1 }, first, second, third));
    }

    [Fact]
    public void Si_finds_the_curvature_from_the_path_and_so_ends_at_the_optimum_of_the_sum()
    {
        // From θ = 0 the loss falls by ½ a m² along each parameter, so that Ω = ½ a m²/(m² + ξ) ≈ a/2 and the penalty is A's loss.
        var slow = new ContinualTrainingOptions { LearningRate = .01, BatchSize = 4, Epochs = 5000 };
        var zenke = SynapticIntelligenceVariant.Zenke with { Damping = 1e-6 };
        AssertEnds([.3, .7], Train(new SynapticIntelligence(1) { Variant = zenke }, slow, A, B), .005);

        // Half the factor needs twice the strength.
        AssertEnds([.3, .7], Train(new SynapticIntelligence(2) { Variant = zenke with { Factor = .5 } }, slow, A, B), .005);

        // Clipped at 0.001, the penalty with factor c/2 is ½ c·0.001 (θ − 0.2)².
        var clipped = 100 * .001;
        AssertEnds(
            [((.2 * .8) + (clipped * .2)) / (.2 + clipped), ((1 * .8) + (clipped * .2)) / (1 + clipped)],
            Train(new SynapticIntelligence(100) { Variant = SynapticIntelligenceVariant.Avalanche }, slow, A, B),
            .005);
    }

    [Fact]
    public void Si_of_avalanche_takes_the_gradient_with_the_penalty()
    {
        // During B the penalty works against the way, so that the path with penalty is shorter than that of the data alone.
        var slow = new ContinualTrainingOptions { LearningRate = .01, BatchSize = 4, Epochs = 3000 };
        var data = new SynapticIntelligence(1) { Variant = new() { Damping = 1e-6 } };
        var both = new SynapticIntelligence(1) { Variant = new() { Damping = 1e-6, Gradient = PathGradient.WithPenalty } };
        Train(data, slow, A, B);
        Train(both, slow, A, B);

        // B's loss falls from ½(0.2 + 1)·0.36 to ½(0.2·0.25 + 1·0.01); with A's added, which rises to ½(0.01 + 0.2·0.25).
        Assert.Equal(.216 - .03, data.PathIntegral, .002);
        Assert.Equal(.216 - .03 - .03, both.PathIntegral, .002);
    }

    [Theory]
    [InlineData(1, .5)]
    [InlineData(3, .625)]
    public void Lwf_ends_at_the_mean_of_old_and_new_answers(double strength, double expected)
    {
        // Biases alone: cross-entropy with class 0 in 3 of 4 samples, then in 1 of 4. CE(p_new) + α·KL(p_old ‖ p) is least at (p_new + α p_old)/(1 + α).
        ContinualTask Task(params byte[] labels) =>
            SyntheticDigits.Task(new SparseImages(new byte[4], labels, 1));

        var benchmark = new ContinualBenchmark(TaskScenario.DomainIncremental, [Task(0, 0, 0, 1), Task(0, 1, 1, 1)], 1, 2, 1);
        var network = new MultilayerPerceptron([1, 2], new RandomStream(1, "init"));
        var options = new ContinualTrainingOptions { LearningRate = .5, BatchSize = 4, Epochs = 500 };
        var random = new RandomStream(1, "training");
        var strategy = new LearningWithoutForgetting(strength) { Temperature = 1 };
        new ContinualTrainer(benchmark, network, strategy, options).Run(RehearsalSchedule.None.Plan(2, 4, random), random);
        var biases = network.Parameters[network.Layers[0].BiasOffset..];
        Assert.Equal(expected, 1 / (1 + Math.Exp(biases[1] - biases[0])), 1e-3);
    }

    [Fact]
    public void Gem_and_agem_let_only_the_free_parameter_move()
    {
        // The first step may still raise θ₀ by 0.01·0.6, since the memory's gradient is zero at its optimum; from then on it is held. (The default ridge
        // of 0.001 would let it go on as long as the memory's gradient is shorter than 0.03.)
        var slow = new ContinualTrainingOptions { LearningRate = .01, BatchSize = 2, Epochs = 2000 };
        AssertEnds([.206, .8], Train(new GradientEpisodicMemory(2) { Margin = 0, Ridge = 0 }, slow, Valley, Bowl), .002);
        AssertEnds([.206, .8], Train(new AveragedGradientEpisodicMemory(2), slow, Valley, Bowl), .002);
    }

    [Fact]
    public void Ogd_never_moves_along_stored_gradients()
    {
        var network = Train(new OrthogonalGradientDescent(2), Exact, Valley, Bowl);
        AssertEnds([.2, .8], network, 1e-5);
        var cost = new OrthogonalGradientDescent(2);
        Train(cost, Exact, Valley, Bowl);

        // Two samples of the valley point the same way, and at (0.2, 0.8) those of the bowl do too: one direction of two numbers is kept.
        Assert.Equal(new StrategyCost { StateBytes = 2 * 4, GradientSamples = 4 }, cost.Cost);
    }

    [Fact]
    public void Gpm_holds_the_weights_of_the_inputs_of_earlier_tasks()
    {
        // Nine tenths of the energy of A lie in input 0, the rest in input 1: with a threshold of 0.95 the first rule keeps input 0 alone.
        ContinualTask Task(params byte[][] inputs) =>
            SyntheticDigits.Task(new SparseImages([.. inputs.SelectMany(input => input)], [.. inputs.Select((_, i) => (byte)(i % 2))], 2));

        var benchmark = new ContinualBenchmark(
            TaskScenario.DomainIncremental, [Task([240, 0], [0, 80]), Task([200, 200], [90, 40])], 2, 2, 1);
        var network = new MultilayerPerceptron([2, 2], new RandomStream(1, "init"));
        var strategy = new GradientProjectionMemory();
        var random = new RandomStream(1, "training");
        var options = new ContinualTrainingOptions { BatchSize = 2, Epochs = 20 };
        float[] afterFirst = [];
        new ContinualTrainer(benchmark, network, strategy, options).Run(
            RehearsalSchedule.None.Plan(2, 2, random), random, phase => afterFirst = phase == 0 ? network.Parameters.ToArray() : afterFirst);
        var layer = network.Layers[0];
        Assert.Equal(afterFirst[0], network.Parameters[0], 1e-6f);
        Assert.Equal(afterFirst[1], network.Parameters[1], 1e-6f);
        Assert.True(Math.Abs(afterFirst[layer.Stride] - network.Parameters[layer.Stride]) > .01f);
        Assert.Equal(afterFirst[layer.BiasOffset..], network.Parameters[layer.BiasOffset..].ToArray());
    }

    private static Span<float> Train(IContinualStrategy strategy, ContinualTrainingOptions options, params byte[][][] tasks)
    {
        var network = new QuadraticNetwork();
        var random = new RandomStream(1, "training");
        new ContinualTrainer(QuadraticNetwork.Tasks(tasks), network, strategy, options).Run(RehearsalSchedule.None.Plan(tasks.Length, 2, random), random);
        return network.Parameters;
    }

    private static void AssertEnds(double[] expected, ReadOnlySpan<float> parameters, double tolerance = 1e-4)
    {
        Assert.Equal(expected[0], parameters[0], tolerance);
        Assert.Equal(expected[1], parameters[1], tolerance);
    }
}
