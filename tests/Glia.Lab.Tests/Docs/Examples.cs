using Glia.Continual;
using Glia.Data;
using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Networks;
using Glia.Neurons;
using Glia.Neurons.Surrogates;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using TorchSharp;

namespace Glia.Lab.Tests.Docs;

/// <summary>The examples of the pages in docs/, run as they stand there; <see cref="PageTests"/> compares them with the pages.</summary>
public class Examples
{
    [Fact]
    public void Random_numbers()
    {
        var random = new RandomStream(seed: 1, "noise");
        var weights = new float[1000];
        random.FillGaussian(weights, mean: 0, standardDeviation: 0.1f);
        var order = random.Child("order").Permutation(60);      // not moved by what was read above

        Assert.Equal(order, new RandomStream(1, "noise/order").Permutation(60));
        Assert.InRange(weights.Average(), -0.02f, 0.02f);
    }

    [Fact]
    public void Data()
    {
        var digits = Mnist.Best(DataCache.Default);             // all of MNIST if the cache has it, else what Glia carries
        var image = new float[digits.Train.PixelsPerImage];     // 28 × 28, from 0 to 1
        digits.Train.CopyTo(index: 0, image);
        var label = digits.Train.Labels[0];

        Assert.InRange(label, 0, 9);
        Assert.True(image.Max() > 0.9f);
    }

    [Fact]
    public void Statistics()
    {
        SeedValue[] ours = [new(1, 0.861), new(2, 0.868), new(3, 0.855), new(4, 0.859)];
        SeedValue[] theirs = [new(1, 0.842), new(2, 0.851), new(3, 0.839), new(4, 0.848)];
        var mean = Estimate.FromSample([.. ours.Select(value => value.Value)]).ToString();   // 0.861 [0.852, 0.869], n = 4
        var difference = PairedDifference.Between(ours, theirs);
        var isBetter = difference.Estimate.Interval.IsAbove(0);
        var order = MannWhitney.Test([0.861, 0.868, 0.855], [0.842, 0.851, 0.839]);
        var adjusted = HolmAdjustment.Adjust([difference.PValue, order.PValue]);
        var share = Proportion.Wilson(successes: 97, trials: 100);

        Assert.Equal("0.861 [0.852, 0.869], n = 4", mean);
        Assert.True(isBetter && adjusted[0] >= difference.PValue && share.Interval.Contains(0.97));
    }

    [Fact]
    public void Figures()
    {
        var folder = Directory.CreateTempSubdirectory("glia-figures").FullName;
        var figure = new LineFigure
        {
            Name = "rates",
            Title = "Theory and simulation",
            Caption = "Mean over 5 seeds; whiskers are 95 % intervals.",
            XAxis = new Axis("input current", "nA"),
            YAxis = new Axis("firing rate", "Hz"),
            Series =
            [
                new LineSeries { Label = "theory", X = [0, 1, 2], Y = [0, 12, 31], ColourIndex = 0 },
                new LineSeries { Label = "simulated", X = [0, 1, 2], Y = [0, 13, 30], Lower = [0, 11, 28], Upper = [0, 15, 32], Form = SeriesForm.Marks, ColourIndex = 0 },
            ],
        };
        FigureRenderer.Save(figure, folder, withPng: true);     // rates.svg, rates.png, rates.csv, rates.json

        Assert.Equal(4, Directory.GetFiles(folder, "rates.*").Length);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Networks()
    {
        var digits = Mnist.Embedded.Train;
        var network = new MultilayerPerceptron([784, 128, 10], new RandomStream(1, "init"));
        var workspace = new PerceptronWorkspace(network, capacity: 16);
        var order = new RandomStream(1, "order").Permutation(digits.Count);
        var labels = new int[16];
        var loss = 0.0;
        foreach (var batch in order.Chunk(16).Where(batch => batch.Length == 16))
        {
            for (var row = 0; row < 16; row++)
            {
                digits.CopyTo(batch[row], workspace.Input(row));
                labels[row] = digits.Labels[batch[row]];
            }

            workspace.Forward(rows: 16);
            loss = workspace.SetSoftmaxErrors(labels, scale: 1f / 16);
            workspace.BackwardAndStep(rate: 0.1f);
        }

        Assert.InRange(loss, 0, 1.5);
    }

    [Fact]
    public void Tensors()
    {
        Libtorch.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        var random = new RandomStream(1, "kernels");
        var images = TensorInitialization.Uniform(random, [8, 3, 12, 12], 0, 1);
        var kernels = TensorInitialization.Gaussian(random, [16, 3, 5, 5], 0, 0.1).requires_grad_();
        var maps = Convolution.TwoDimensional(images, kernels, options: new ConvolutionOptions { Padding = (2, 2) });
        maps.Times(0.5).Plus(1).mean().backward();              // no `*` and no `+` with a number
        var gradient = kernels.grad!.AsSpan<float>();           // the tensor's own memory

        Assert.Equal([8, 16, 12, 12], maps.shape);
        Assert.Equal(16 * 3 * 5 * 5, gradient.Length);
    }

    [Fact]
    public void Spiking_neurons()
    {
        var random = new RandomStream(1, "current");
        var (current, currents, fired, trains) = (new float[512], new float[100 * 512], new float[512], new float[100 * 512]);
        random.FillUniform(current, 0, 30);
        random.FillUniform(currents, 0, 30);
        Libtorch.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        var input = TensorInitialization.Uniform(random, [20, 4, 512], 0, 3);

        // On spans, without libtorch: simulation, inference, closed loops.
        var population = new NeuronPopulation(new LeakyIntegrateAndFire { Tau = 10, RefractorySteps = 2 }, neurons: 512);
        population.Step(current, fired);                   // [neurons]
        population.Run(currents, trains, steps: 100);      // [steps, neurons]

        // In a TorchSharp network, trained through time with a surrogate gradient.
        var layer = new NeuronLayer(new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(2), Surrogate = Surrogate.ATan() }, neurons: 512);
        var spikes = layer.call(input);                    // [steps, batch, neurons], continues from the layer's state
        layer.Reset();                                     // before an unrelated sequence
        var (output, state) = layer.Run(input, null);      // the same with an explicit state

        Assert.Contains(1, fired);
        Assert.Contains(1, trains);
        Assert.Equal([20, 4, 512], spikes.shape);
        Assert.Equal(spikes.AsReadOnlySpan<float>(), output.AsReadOnlySpan<float>());
        Assert.Equal(4 * 512, state.numel());
    }

    [Fact]
    public void Spiking_delays()
    {
        Libtorch.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        const int epoch = 3;
        var input = torch.zeros(30, 1, 140);
        (input.AsSpan<float>()[3], input.AsSpan<float>()[17]) = (1, 1);
        var currentOfThisStep = new float[256];

        var delays = new DelayedLinear(140, 256, new RandomStream(1, "hidden"), new DelayedLinearOptions { MaxDelay = 25 });
        var sigma = SigmaSchedule.Exponential(12, SigmaSchedule.Narrow, epochs: 10);
        delays.Sigma = sigma(epoch);                 // before each epoch: wide at first, half a step at the end
        var current = delays.forward(input);         // [T, B, 140] -> [T + 12, B, 256]
        delays.ClampDelays();                        // after each step of the optimiser

        delays.RoundDelays();                        // whole delays from here on; weights go on learning
        var synapses = delays.ToSparse();            // event-driven: no libtorch, a spike costs one addition a synapse
        synapses.Step([3, 17], currentOfThisStep);   // inputs that spike now, ascending -> [256]

        Assert.Equal([42, 1, 256], current.shape);
        Assert.Equal(delays.forward(input).AsReadOnlySpan<float>()[..256], currentOfThisStep);
    }

    [Fact]
    public void Continual_learning()
    {
        static SparseImages Images(LabelledImages images) => new(images.Pixels, images.Labels, images.PixelsPerImage);
        var digits = Mnist.Best(DataCache.Default);
        var size = new BenchmarkSize { Tasks = 3, SamplesPerTask = 1000, TestSamples = 200 };
        var benchmark = ContinualBenchmark.PermutedMnist(Images(digits.Train), Images(digits.Test), size, seed: 1);
        var network = new MultilayerPerceptron([784, 64, 10], new RandomStream(1, "init"));
        var replay = new ExperienceReplay(new ReservoirBuffer(capacity: 300));
        var strategy = new StrategyGroup(replay, new HoldStill(strength: 0.001f));   // yours and ours go together
        var trainer = new ContinualTrainer(benchmark, network, strategy, new ContinualTrainingOptions());
        var random = new RandomStream(1, "training");
        var result = trainer.Run(RehearsalSchedule.None.Plan(tasks: 3, samplesPerTask: 1000, random), random);
        var (acc, bwt, cost) = (result.Accuracy.Acc, result.Accuracy.Bwt, strategy.Cost);

        Assert.InRange(acc, 0.6, 1);
        Assert.InRange(bwt, -0.3, 0.1);
        Assert.Equal(300, cost.StoredSamples);
        Assert.Equal(replay.Cost.StateBytes + (4L * network.Parameters.Length), cost.StateBytes);
    }

    /// <summary>Holds all parameters near where the last task left them: L + λ‖θ − θ*‖².</summary>
    private sealed class HoldStill(float strength) : IContinualStrategy
    {
        private float[] _held = [];

        public bool NeedsGradient => true;

        public StrategyCost Cost => new() { StateBytes = 4L * _held.Length };

        public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
        {
            for (var i = 0; i < _held.Length; i++)
            {
                gradient[i] += 2 * strength * (batch.Network.Parameters[i] - _held[i]);
            }
        }

        public void AfterTask(ContinualPhase phase) => _held = phase.Network.Parameters.ToArray();
    }
}
