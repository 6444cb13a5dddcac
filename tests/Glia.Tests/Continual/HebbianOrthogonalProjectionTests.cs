using Glia.Continual;
using Glia.Networks;
using Glia.Networks.Spiking;
using Glia.Random;
using Glia.Subspaces;

namespace Glia.Tests.Continual;

public sealed class HebbianOrthogonalProjectionTests
{
    private static readonly ContinualBenchmark Benchmark = SyntheticDigits.Permuted(tasks: 3);

    [Theory]
    [InlineData("rates")]
    [InlineData("through time")]
    [InlineData("online")]
    [InlineData("perceptron")]
    public void Later_tasks_leave_the_answers_to_old_directions_alone(string kind)
    {
        var network = Network(kind);
        var strategy = Strategy();
        var checks = new Checks(strategy);
        Run(network, new StrategyGroup(strategy, checks));
        Assert.True(checks.Steps > 0);
        Assert.InRange(checks.LargestChange, 0, 5e-5);
        Assert.Equal([12 + 8 + 8, 10 + 5 + 5, 10 + 5 + 5], strategy.Subspaces.Select(subspace => subspace.FrozenRows));
        if (kind is "rates" or "perceptron")
        {
            Assert.Empty(strategy.Notices);
        }
    }

    [Fact]
    public void Without_rows_training_is_naive_bit_for_bit()
    {
        var sizes = new SubspaceSizes { First = [0, 0, 0], Later = [0, 0, 0] };
        var (naive, none) = (Network("rates"), Network("rates"));
        Run(naive, new NaiveStrategy());
        Run(none, Strategy(sizes));
        Assert.Equal(naive.Parameters.ToArray(), none.Parameters.ToArray());
    }

    [Fact]
    public void Both_ways_of_projecting_train_the_same_network()
    {
        // A batch that does not show its activity has its gradient projected.
        var (shown, hidden) = (Network("rates"), Network("rates"));
        Run(shown, Strategy());
        Run(new Veiled(hidden), Strategy());
        Assert.Equal(shown.Parameters.Length, hidden.Parameters.Length);
        var difference = shown.Parameters.ToArray().Zip(hidden.Parameters.ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(difference, 0, 0.05);
    }

    [Fact]
    public void Thresholds_and_biases_move_in_the_first_task_only()
    {
        var network = (SpikingPerceptron)Network("saturated");
        var thresholds = new List<float[]>();
        Run(network, Strategy(), _ => thresholds.Add(network.Thresholds.ToArray()));
        Assert.NotEqual([0.05f, 0.05f], thresholds[0]);
        Assert.Equal(thresholds[0], thresholds[2]);

        var naive = (SpikingPerceptron)Network("saturated");
        thresholds.Clear();
        Run(naive, new StrategyGroup(new NaiveStrategy(), new FirstTaskThresholds()), _ => thresholds.Add(naive.Thresholds.ToArray()));
        Assert.NotEqual([0.05f, 0.05f], thresholds[0]);
        Assert.Equal(thresholds[0], thresholds[2]);

        var perceptron = Network("perceptron");
        var biases = new List<float[]>();
        Run(perceptron, Strategy(), _ => biases.Add(perceptron.Parameters.Slice(perceptron.Layers[1].BiasOffset, 40).ToArray()));
        Assert.Equal(biases[0], biases[2]);
    }

    [Fact]
    public void It_forgets_less_than_naive_training_and_a_random_subspace_does_not_help()
    {
        var forgetting = new[] { new NaiveStrategy(), Strategy(), (IContinualStrategy)new HebbianOrthogonalProjection(Options() with { Source = SubspaceSource.Random }) }
            .Select(strategy => Run(Network("rates"), strategy).Accuracy.Bwt).ToList();
        Assert.True(forgetting[1] > forgetting[0], $"HLOP {forgetting[1]}, naive {forgetting[0]}");
        Assert.True(forgetting[1] > forgetting[2], $"HLOP {forgetting[1]}, random {forgetting[2]}");
    }

    [Fact]
    public void Lateral_neurons_that_spike_project_activity_and_need_to_see_it()
    {
        var spiking = Options() with { Input = new OjaSubspaceOptions { LearningRate = 0.003, Lateral = new() }, Hidden = new OjaSubspaceOptions { Lateral = new() } };
        Run(Network("rates"), new HebbianOrthogonalProjection(spiking));
        var refused = Assert.Throws<NotSupportedException>(() => Run(Network("perceptron"), new HebbianOrthogonalProjection(spiking)));
        Assert.Contains("ILayerActivity", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_input_names_layer_and_task()
    {
        var many = Strategy(new SubspaceSizes { First = [40, 10, 10], Later = [20, 5, 5], Fewer = 0 });
        Assert.Contains("Layer 1 has only 64 directions; task 2 asked for 20 more on top of 60", Assert.Throws<SubspaceException>(() => Run(Network("rates"), many)).Message, StringComparison.Ordinal);
        var layers = Strategy(new SubspaceSizes { First = [4], Later = [4] });
        Assert.Contains("1 layers; the network [64, 40, 40, 10] has 3", Assert.Throws<ArgumentException>(() => Run(Network("rates"), layers)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Strategy(new SubspaceSizes { First = [4, 4] }));
        var fast = new HebbianOrthogonalProjection(Options() with { Hidden = new OjaSubspaceOptions { LearningRate = 50 } });
        Assert.Contains("Layer 2", Assert.Throws<SubspaceException>(() => Run(Network("rates"), fast)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_after_tasks_stores_so_many_of_each_class_and_helps()
    {
        var replay = new ReplayAfterTask { SamplesPerClass = 7, LearningRate = 0.05 };
        var with = Run(Network("saturated"), new StrategyGroup(Strategy(), replay)).Accuracy.Acc;
        Assert.Equal(3 * 7 * 10, replay.Stored);
        Assert.Equal((2 + 3) * 7 * 10, replay.Replayed);
        Assert.True(with > Run(Network("saturated"), Strategy()).Accuracy.Acc);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayAfterTask { SamplesPerClass = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayAfterTask { LearningRate = 0 });
    }

    [Fact]
    public void A_silent_layer_is_noticed()
    {
        var network = Network("rates");
        foreach (var layer in network.Layers)
        {
            network.Parameters.Slice(layer.WeightOffset, layer.Inputs * layer.Stride).Clear();
        }

        var strategy = Strategy();
        Run(network, strategy);
        Assert.Contains(strategy.Notices, notice => notice.Contains("Layer 2, task 0", StringComparison.Ordinal) && notice.Contains("without any variance", StringComparison.Ordinal));
    }

    [Fact]
    public void The_papers_sizes_end_where_the_paper_says()
    {
        var sizes = new SubspaceSizes();
        Assert.Equal([470, 590, 490], Enumerable.Range(0, 3).Select(layer => Enumerable.Range(0, 10).Sum(task => sizes.Rows(task, layer))));
        Assert.Equal([70, 70, 50, 50, 50, 30, 30, 30, 10], Enumerable.Range(1, 9).Select(task => sizes.Rows(task, 1)));
    }

    private static HlopOptions Options(SubspaceSizes? sizes = null) => new()
    {
        Sizes = sizes ?? new SubspaceSizes { First = [12, 10, 10], Later = [8, 5, 5], Fewer = 0 },
        Input = new OjaSubspaceOptions { LearningRate = 0.003 },
    };

    private static HebbianOrthogonalProjection Strategy(SubspaceSizes? sizes = null) => new(Options(sizes));

    private static ITrainableNetwork Network(string kind)
    {
        int[] sizes = [Benchmark.InputSize, 40, 40, 10];
        var random = new RandomStream(1, "init");
        SpikingTraining training = kind switch
        {
            "through time" => new BackpropagationThroughTime(),
            "online" => new OnlineThroughTime(),
            "saturated" => new DifferentiationOnRates { Steps = 8, Threshold = 0.05 },
            _ => new DifferentiationOnRates { Steps = 8 },
        };
        return kind == "perceptron"
            ? new MultilayerPerceptron(sizes, random)
            : new SpikingPerceptron(sizes, new SpikingPerceptronOptions { Training = training, InputMean = 0.3, InputDeviation = 0.4 }, random);
    }

    private static ContinualResult Run(ITrainableNetwork network, IContinualStrategy strategy, Action<int>? phaseDone = null)
    {
        var plan = RehearsalSchedule.None.Plan(3, 400, new RandomStream(1, "plan"));
        return new ContinualTrainer(Benchmark, network, strategy, new ContinualTrainingOptions()).Run(plan, new RandomStream(1, "training"), phaseDone);
    }

    /// <summary>Looks at each gradient of later tasks: how much it changes the answers to frozen directions.</summary>
    private sealed class Checks(HebbianOrthogonalProjection strategy) : IContinualStrategy
    {
        public bool NeedsGradient => true;

        public double LargestChange { get; private set; }

        public int Steps { get; private set; }

        public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
        {
            for (var l = 0; l < batch.Network.Layers.Count; l++)
            {
                var (layer, subspace) = (batch.Network.Layers[l], strategy.Subspaces[l]);
                for (var m = 0; m < subspace.FrozenRows; m++)
                {
                    Steps++;
                    for (var o = 0; o < layer.Outputs; o += 7)
                    {
                        var (change, size) = (0.0, 0.0);
                        for (var i = 0; i < layer.Inputs; i++)
                        {
                            var slope = gradient[layer.WeightOffset + (i * layer.Stride) + o];
                            change += subspace.Row(m)[i] * slope;
                            size += slope * slope;
                        }

                        // Exact as far as rows are orthonormal: of what the gradient is, this part is left.
                        var allowed = subspace.OrthonormalityError() * subspace.FrozenRows * Math.Sqrt(size);
                        LargestChange = Math.Max(LargestChange, Math.Abs(change) - allowed);
                    }
                }
            }
        }
    }

    /// <summary>A network whose batches show no activity.</summary>
    private sealed class Veiled(ITrainableNetwork network) : ITrainableNetwork
    {
        public IReadOnlyList<int> Sizes => network.Sizes;

        public IReadOnlyList<PerceptronLayer> Layers => network.Layers;

        public Span<float> Parameters => network.Parameters;

        public ITrainingBatch CreateBatch(int capacity) => new Batch(this, network.CreateBatch(capacity));

        public ITrainableNetwork Copy() => new Veiled(network.Copy());

        private sealed class Batch(Veiled owner, ITrainingBatch batch) : ITrainingBatch
        {
            public ITrainableNetwork Network => owner;

            public int Capacity => batch.Capacity;

            public int Rows => batch.Rows;

            public Span<float> Input(int row) => batch.Input(row);

            public void Forward(int rows) => batch.Forward(rows);

            public ReadOnlySpan<float> Logits(int row) => batch.Logits(row);

            public ReadOnlySpan<float> Presynaptic(int layer, int row) => batch.Presynaptic(layer, row);

            public Span<float> OutputError(int row) => batch.OutputError(row);

            public double SetSoftmaxErrors(ReadOnlySpan<int> labels, float scale) => batch.SetSoftmaxErrors(labels, scale);

            public void Backward(Span<float> gradient) => batch.Backward(gradient);

            public void BackwardAndStep(float rate) => batch.BackwardAndStep(rate);

            public void AddSquaredGradients(Span<float> sum) => batch.AddSquaredGradients(sum);
        }
    }
}
