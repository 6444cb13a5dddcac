using Glia.Continual;
using Glia.Data;
using Glia.Homeostasis;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Homeostasis;

public sealed class OnlineClassifierTests
{
    private static readonly SparseImages Images = Blobs.Make(400);

    [Theory]
    [InlineData(30, 80, 60, 10)]
    [InlineData(30, 17, 10)]
    [InlineData(30, 100, 33, 48, 10)]
    [InlineData(30, 10)]
    public void Learning_is_that_of_plain_loops_with_copied_parameters(params int[] sizes)
    {
        var network = MultilayerPerceptron.WithNormalParameters(sizes, HiddenActivation.ExponentialLinear, new RandomStream(3, "init"));
        var (fast, slow) = (new Watched(), new Watched());
        var plain = new PlainLearner(network, slow, Images);
        var learner = new OnlineClassifier(network, fast, Images);
        var stream = new ConceptShiftStream(Images, ShiftSchedule.Constant(4), new RandomStream(3, "stream"));
        stream.StartEpoch();
        while (stream.NextBatch())
        {
            Assert.Equal(plain.Learn(stream.Batch.ToArray(), stream.Concept), learner.Learn(stream.Batch, stream.Concept).Correct);
        }

        Assert.Equal(37, fast.Counts.Count);
        Assert.Equal(slow.Counts, fast.Counts);
        Assert.True(sizes.Length < 4 || fast.Rates.Distinct().Count() > 1, "The rate should have moved.");
        foreach (var (layer, weights) in network.Layers.Zip(plain.Weights))
        {
            for (var input = 0; input <= layer.Inputs; input++)
            {
                var row = network.Parameters.Slice(layer.WeightOffset + (input * layer.Stride), layer.Stride).ToArray();
                Assert.All(weights[input], (value, output) => Assert.Equal(value, row[output], 1e-5));
                Assert.All(row[layer.Outputs..], padding => Assert.Equal(0f, padding));
            }
        }
    }

    [Fact]
    public void An_imagined_step_gives_the_logits_of_a_full_copy()
    {
        // All counts over a range of rates, from none to one that overturns everything, are those of a copy that takes the step.
        var network = MultilayerPerceptron.WithNormalParameters([30, 80, 60, 10], HiddenActivation.ExponentialLinear, new RandomStream(8, "init"));
        double[] rates = [0, 1e-8, 1e-3, 0.01, 0.1, 0.3, 1, 3, 10, 30];
        var (fast, slow) = (new Prober(rates), new Prober(rates));
        var plain = new PlainLearner(network, slow, Images);
        var learner = new OnlineClassifier(network, fast, Images);
        for (var first = 0; first < 300; first += 10)
        {
            var batch = Enumerable.Range(first, 10).ToArray();
            plain.Learn(batch, new ConceptMap(10));
            learner.Learn(batch, new ConceptMap(10));
        }

        Assert.Equal(27, fast.Counts.Count);
        Assert.Equal(slow.Counts, fast.Counts);
        Assert.True(fast.Counts.SelectMany(counts => counts.Distinct()).Count() > 60, "Counts should differ between rates.");
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        var images = Blobs.Make(40, width: 5);
        var network = MultilayerPerceptron.WithNormalParameters([5, 4, 3, 10], HiddenActivation.ExponentialLinear, new RandomStream(6, "init"));
        var before = network.Clone();
        var plain = new PlainLearner(network, new ConstantLearningRate(1), images);
        new OnlineClassifier(network, new ConstantLearningRate(1), images).Learn([17], new ConceptMap(10));
        const double shift = 1e-4;
        foreach (var (layer, l) in network.Layers.Select((layer, l) => (layer, l)))
        {
            for (var input = 0; input <= layer.Inputs; input++)
            {
                for (var output = 0; output < layer.Outputs; output++)
                {
                    var place = layer.WeightOffset + (input * layer.Stride) + output;
                    Assert.Equal((Loss(l, input, output, shift) - Loss(l, input, output, -shift)) / (2 * shift), before.Parameters[place] - network.Parameters[place], 1e-4);
                }
            }
        }

        double Loss(int layer, int input, int output, double change)
        {
            plain.Weights[layer][input][output] += change;
            var logits = plain.Forward(plain.Weights, 17)[^1];
            plain.Weights[layer][input][output] -= change;
            return Math.Log(logits.Sum(Math.Exp)) - logits[images.Label(17)];
        }
    }

    [Fact]
    public void A_step_is_that_of_the_dense_workspace()
    {
        var learner = new OnlineClassifier(
            MultilayerPerceptron.WithNormalParameters([30, 80, 60, 10], HiddenActivation.ExponentialLinear, new RandomStream(3, "init")), new ConstantLearningRate(0.05), Images);
        var workspace = new PerceptronWorkspace(learner.Network.Clone(), 10);
        for (var first = 0; first < 100; first += 10)
        {
            var batch = Enumerable.Range(first, 10).ToArray();
            for (var row = 0; row < 10; row++)
            {
                Images.CopyTo(batch[row], [], workspace.Input(row));
            }

            workspace.Forward(10);
            var loss = workspace.SetSoftmaxErrors([.. batch.Select(Images.Label)], 0.1f);
            workspace.BackwardAndStep(0.05f);
            Assert.Equal(loss, learner.Learn(batch, new ConceptMap(10)).Loss, 1e-5);
        }

        Assert.All(learner.Network.Parameters.ToArray().Zip(workspace.Network.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void With_steps_of_zero_the_homeostatic_learner_is_the_constant_one_bit_for_bit()
    {
        var (regulated, constant) = (Run(new HomeostaticLearningRate(new RegulationOptions { InitialRate = 0.01, Step = 0 })), Run(new ConstantLearningRate(0.01)));
        Assert.Equal(constant, regulated);
    }

    [Fact]
    public void Nothing_moves_where_the_memory_is_right_either_way()
    {
        var images = Blobs.Make(100, classes: 2);
        var network = MultilayerPerceptron.WithNormalParameters([30, 16, 2], HiddenActivation.ExponentialLinear, new RandomStream(1, "init"));
        var concept = new ConceptMap(2);
        var teacher = new OnlineClassifier(network, new ConstantLearningRate(0.1), images);
        for (var pass = 0; pass < 20; pass++)
        {
            Teach(teacher);
        }

        Assert.Equal(1, teacher.Accuracy(images, concept));
        var rule = new HomeostaticLearningRate(new RegulationOptions { InitialRate = 0.001, ExcitatoryClasses = [1] }, classes: 2);
        Teach(new OnlineClassifier(network, rule, images));
        Assert.Equal(7, rule.Encounters);
        Assert.Equal(0, rule.Taken);
        Assert.Equal(0.001, rule.Rate);

        void Teach(OnlineClassifier learner)
        {
            for (var first = 0; first < 100; first += 10)
            {
                learner.Learn([.. Enumerable.Range(first, 10)], concept);
            }
        }
    }

    [Fact]
    public void Remembered_samples_are_the_twenty_before_and_go_by_their_labels_of_now()
    {
        // An untrained network without hidden units: what is right on the memory can be counted by hand.
        var images = Blobs.Make(60);
        var rule = new Prober([0]);
        var learner = new OnlineClassifier(MultilayerPerceptron.WithNormalParameters([30, 10], HiddenActivation.ExponentialLinear, new RandomStream(2, "init")), rule, images);
        var concept = new ConceptMap(10);
        for (var first = 0; first < 60; first += 10)
        {
            concept.Exchange(first / 10, (first / 10) + 1);
            var plain = new PlainLearner(learner.Network.Clone(), new ConstantLearningRate(1), images);
            learner.Learn([.. Enumerable.Range(first, 10)], concept);
            if (first >= 30)
            {
                Assert.Equal(Enumerable.Range(first - 20, 20).Count(image => plain.Predict(plain.Weights, image) == concept[images.Label(image)]), rule.Counts[^1][0]);
            }
        }

        Assert.Equal(3, rule.Counts.Count);
    }

    [Fact]
    public void A_new_epoch_remembers_nothing_of_the_last()
    {
        var rule = new HomeostaticLearningRate(new RegulationOptions());
        var learner = new OnlineClassifier(MultilayerPerceptron.WithNormalParameters([30, 10], HiddenActivation.ExponentialLinear, new RandomStream(2, "init")), rule, Images);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            learner.StartEpoch();
            for (var first = 0; first < 100; first += 10)
            {
                learner.Learn([.. Enumerable.Range(first, 10)], new ConceptMap(10));
            }
        }

        Assert.Equal(3 * 7, rule.Encounters);
    }

    [Fact]
    public void A_network_that_overflows_is_named_and_left_as_it_is()
    {
        var network = MultilayerPerceptron.WithNormalParameters([30, 16, 10], HiddenActivation.ExponentialLinear, new RandomStream(2, "init"));
        var learner = new OnlineClassifier(network, new ConstantLearningRate(1e30), Images);
        var outcomes = Enumerable.Range(0, 20).Select(batch => learner.Learn([.. Enumerable.Range(batch * 10, 10)], new ConceptMap(10))).ToList();
        Assert.False(outcomes[0].HasCollapsed);
        Assert.True(outcomes[^1].HasCollapsed);
        Assert.InRange(outcomes[^1].Correct, 0, 10);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var learner = new OnlineClassifier(
            MultilayerPerceptron.WithNormalParameters([30, 80, 60, 10], HiddenActivation.ExponentialLinear, new RandomStream(3, "init")), new HomeostaticLearningRate(new RegulationOptions()), Images);
        var concept = new ConceptMap(10);
        Span<int> batch = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (var i = 0; i < 10; i++)
        {
            learner.Learn(batch, concept);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            learner.Learn(batch, concept);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Digits_are_learned()
    {
        var (train, test) = (Mnist.Embedded.Train, Mnist.Embedded.Test);
        var images = new SparseImages(train.Pixels, train.Labels, train.PixelsPerImage);
        var learner = new OnlineClassifier(
            MultilayerPerceptron.WithNormalParameters([784, 80, 60, 10], HiddenActivation.ExponentialLinear, new RandomStream(3, "init")), new ConstantLearningRate(0.0058), images);
        var stream = new ConceptShiftStream(images, ShiftSchedule.Constant(0), new RandomStream(3, "stream"));
        for (var epoch = 0; epoch < 5; epoch++)
        {
            stream.StartEpoch();
            while (stream.NextBatch())
            {
                learner.Learn(stream.Batch, stream.Concept);
            }
        }

        Assert.InRange(learner.Accuracy(new SparseImages(test.Pixels, test.Labels, test.PixelsPerImage), stream.Concept), 0.85, 0.97);
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        var network = MultilayerPerceptron.WithNormalParameters([30, 10], HiddenActivation.ExponentialLinear, new RandomStream(2, "init"));
        var rule = new HomeostaticLearningRate(new RegulationOptions { Memory = 400 });
        Assert.Contains("only 400 images", Assert.Throws<ArgumentException>(() => new OnlineClassifier(network, rule, Images)).Message);
        Assert.Contains("30 pixels", Assert.Throws<ArgumentException>(() => new OnlineClassifier(
            MultilayerPerceptron.WithNormalParameters([31, 10], HiddenActivation.ExponentialLinear, new RandomStream(2, "init")), new ConstantLearningRate(1), Images)).Message);
        var learner = new OnlineClassifier(network, new ConstantLearningRate(1), Images);
        Assert.Contains("1 to 10 images; got 11", Assert.Throws<ArgumentException>(() => learner.Learn(new int[11], new ConceptMap(10))).Message);
        Assert.Contains("11 classes", Assert.Throws<ArgumentException>(() => learner.Learn([0], new ConceptMap(11))).Message);
        Assert.Contains("5 pixels", Assert.Throws<ArgumentException>(() => learner.Accuracy(Blobs.Make(20, width: 5), new ConceptMap(10))).Message);
        Assert.Contains("got 0", Assert.Throws<ArgumentException>(() => learner.Learn([], new ConceptMap(10))).Message);
    }

    private static float[] Run(ILearningRateRule rule)
    {
        var network = MultilayerPerceptron.WithNormalParameters([30, 20, 10], HiddenActivation.ExponentialLinear, new RandomStream(4, "init"));
        var learner = new OnlineClassifier(network, rule, Images);
        var stream = new ConceptShiftStream(Images, ShiftSchedule.Constant(5), new RandomStream(4, "stream"));
        for (var epoch = 0; epoch < 2; epoch++)
        {
            stream.StartEpoch();
            learner.StartEpoch();
            while (stream.NextBatch())
            {
                learner.Learn(stream.Batch, stream.Concept);
            }
        }

        return network.Parameters.ToArray();
    }

    /// <summary>The homeostatic rule, and what it imagined and chose.</summary>
    private sealed class Watched : ILearningRateRule
    {
        private readonly HomeostaticLearningRate _rule = new(new RegulationOptions { InitialRate = 0.05 });

        public List<(int Left, int Taken)> Counts { get; } = [];

        public List<double> Rates { get; } = [];

        public double Rate => _rule.Rate;

        public int Memory => _rule.Memory;

        public bool ActsAt(int sample) => _rule.ActsAt(sample);

        public void Meet(Encounter encounter, IImaginedUpdate imagined)
        {
            Counts.Add((imagined.Correct(Rate), imagined.Correct(Rate + (encounter.Predicted >= 5 ? 0.005 : -0.005))));
            _rule.Meet(encounter, imagined);
            Rates.Add(Rate);
        }
    }

    /// <summary>A constant rate that imagines steps with others.</summary>
    private sealed class Prober(double[] rates) : ILearningRateRule
    {
        public List<int[]> Counts { get; } = [];

        public double Rate => 0.02;

        public int Memory => 20;

        public bool ActsAt(int sample) => sample > 20;

        public void Meet(Encounter encounter, IImaginedUpdate imagined) => Counts.Add([.. rates.Select(imagined.Correct)]);
    }
}
