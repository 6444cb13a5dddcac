using Glia.Data;
using Glia.Deltas;
using Glia.Events;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;
using Glia.Reservoirs.Tasks;
using Glia.Simulation;
using Glia.Simulation.Connections;
using Glia.Spikes;
using Glia.Tensors;
using TorchSharp;

namespace Glia.Lab.Tests.Docs;

/// <summary>The examples of the pages on events, changes, reservoirs and simulation, like <see cref="Examples"/>.</summary>
public class ExamplesOfEvents
{
    [Fact]
    public void Events()
    {
        var image = new float[28 * 28];
        Mnist.Embedded.Train.CopyTo(0, image);

        var camera = new SaccadeCamera(new SaccadeOptions(), new RandomStream(1, "camera"));     // or NMnistFile.Read(file), Aedat4File.Read(file).Events
        var events = camera.Film(image, width: 28, new RandomStream(1, "film"));                 // 34 × 34, three saccades, 315 ms
        var surface = new TimeSurfaceOptions { PatchSize = 11, TauMicroseconds = 30_000 };
        var feast = new Feast(new FeastOptions { FeatureCount = 50 }, surface, new RandomStream(1, "features"));
        feast.Learn(events);                                                                     // one pass; call it for each recording
        var features = feast.Transform(events);                                                  // events with a feature each
        var pooled = features.PooledHistogram(cells: 4);                                         // for any classifier
        var doubts = feast.Doubts();                                                             // thresholds not settled, a polarity without events

        Assert.Equal((34, 34), (events.Width, events.Height));
        Assert.Equal(2 * 50 * 16, pooled.Length);
        Assert.Contains(doubts, doubt => doubt.Contains("settled"));
    }

    [Fact]
    public void Delta_activations()
    {
        Libtorch.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        var activations = TensorInitialization.Uniform(new RandomStream(1, "activations"), [4, 2, 32, 20, 20], 0, 1);
        var crossEntropy = torch.zeros(1);

        using var sparse = new DeltaActivationLayer(channels: 32, places: 20 * 20, new DeltaActivationLayerOptions { InitialStep = 0.2, SparsityWeight = 1e-4, FanOut = 144 });
        var result = sparse.forward(activations);                      // Output, Penalty, Count.Density
        var loss = crossEntropy.Plus(result.Penalty);                  // steps are in sparse.parameters()

        Assert.InRange(result.Count.Density, 0.5, 1);
        Assert.True(loss.AsReadOnlySpan<float>()[0] > 0);
    }

    [Fact]
    public void Delta_inference()
    {
        Libtorch.EnsureLoaded();
        using var onPixels = new DeltaActivationLayer(1, 40 * 40, new DeltaActivationLayerOptions { InitialStep = 0.1 });
        using var onFirst = new DeltaActivationLayer(16, 40 * 40, new DeltaActivationLayerOptions { InitialStep = 0.1 });
        var (weight, bias, matrix, shift, frame) = (new float[16 * 9], new float[16], new float[160], new float[10], new float[1600]);

        var stream = new DeltaInference(new FrameShape(1, 40, 40),
        [
            FrameQuantizer.From("pixels", onPixels), new FrameConvolution("conv1", 1, 16, 3, 1, 1, weight, bias), new FrameRectifier("relu1"),
            FrameQuantizer.From("conv1 out", onFirst), new FrameAveragePooling("mean"), new FrameDense("readout", 16, 10, matrix, shift),
        ]);
        var logits = stream.Push(frame);                               // allocates nothing
        var (_, events, operations) = stream.Last;
        stream.Reset();                                                // next clip

        Assert.Equal(0, events + operations);
        Assert.Equal(new FrameShape(10, 1, 1), stream.Output);
    }

    [Fact]
    public void Liquids()
    {
        var spikes = new RandomStream(1, "spikes");
        var recordings = Enumerable.Range(0, 20).Select(_ => CompressedRows.Draw(129, 70, 0.05, _ => 1, spikes)).ToList();
        var counts = new float[200];

        var options = new LiquidOptions { Units = 200, Decay = 0.97, Threshold = 5.3 };                       // hard reset, fully connected
        LiquidStateMachine Liquid(double scale) => LiquidStateMachine.Draw(inputs: 70, options, WeightSource.Gaussian, scale, new RandomStream(1, "liquid"));
        var (scale, activity) = RateCalibration.Calibrate(Liquid, recordings, rate: 0.1);                     // spikes a neuron and step
        var operations = Liquid(scale).Count(recordings[0], counts);                                          // counts [200], additions of a weight

        Assert.InRange(activity.Rate, 0.09, 0.11);
        Assert.True(operations > counts.Sum());
    }

    [Fact]
    public void Resistive_memory()
    {
        var (options, scale) = (new LiquidOptions { Units = 200, Decay = 0.97, Threshold = 5.3 }, 0.5);
        var network = new EchoStateNetwork(1, new EchoStateOptions { Units = 50 }, new RandomStream(1, "network"));

        var devices = new MemristorOptions { Deviation = 0.4, ReadNoise = 0.02, StuckFraction = 0.01, Levels = 32 };
        var input = MemristiveArray.Form(200, 70, density: 1, devices, new RandomStream(1, "input"));         // as after forming: (G⁺ − G⁻)/G_ref
        var recurrent = MemristiveArray.Form(200, 200, density: 1, devices, new RandomStream(1, "recurrent"));
        var liquid = new LiquidStateMachine(options, recurrent.Scaled(scale), input.Scaled(scale), new RandomStream(1, "reads"));
        var written = MemristiveArray.Program(network.RecurrentWeights, devices, new RandomStream(1, "write")).Weights;   // of an echo-state network too

        Assert.Equal((200, 70), (liquid.Units, liquid.Inputs));
        Assert.Equal(50, written.RowCount);
    }

    [Fact]
    public void Reservoirs()
    {
        var lorenz = Lorenz.Series(5000);                                                          // [T, 3]; scale it to about ±1 first
        var reservoir = new EchoStateNetwork(3, new EchoStateOptions { Units = 500, SpectralRadius = 0.4, InputScaling = 0.15 }, new RandomStream(1, "reservoir"));
        var model = new ReservoirModel(reservoir, new ReservoirModelOptions { Penalties = [1e-8, 1e-6, 1e-4] });
        model.Fit(lorenz.Slice(0, 4000), lorenz.Slice(1, 4000));                                   // the next step is the target
        var forecast = model.Generate(lorenz[4000], 500);                                          // outputs become inputs
        SeriesMetrics.ValidPredictionTime(lorenz.Slice(4001, 500), forecast, 0.02, Lorenz.LyapunovExponent);

        Assert.Equal((500, 3), (forecast.Steps, forecast.Channels));
    }

    [Fact]
    public void Force()
    {
        var force = new ForceNetwork(1, new ForceOptions { Units = 1000 }, new RandomStream(1, "force"));
        for (var step = 0; step < 10_000; step++) force.Learn([Math.Sin(0.1 * step)]);
        var free = force.Step()[0];

        Assert.InRange(free, -2, 2);
    }

    [Fact]
    public void Balanced_reservoirs()
    {
        var random = new RandomStream(1, "input");
        var input = TimeSeries.Of(Enumerable.Range(0, 4000).Select(_ => random.NextGaussian()));
        var meanOfInput = 0.0;

        var drawn = new ExcitatoryInhibitoryReservoir(1, new ExcitatoryInhibitoryOptions { Units = 300, Degree = 30, SigmoidSlope = 5 }, new RandomStream(1, "reservoir"));
        var targets = TargetRates.Constant(300, 0.35);                              // or TargetRates.Beta(300, 2, 4, random): a rate for each neuron
        var adapted = InhibitoryHomeostasis.Adapt(drawn, input, targets);           // each neuron moves its own inhibition while the input runs
        var designed = OneStepInhibition.Design(drawn, [meanOfInput], targets);     // or at once, from the fixed point
        foreach (var warning in adapted.Warnings) Console.WriteLine(warning);       // neuron 17 has excitation only: cannot be balanced
        var ratio = BalanceReport.Of(adapted.Reservoir, input).Ratio;               // below 1: excitation dominates

        Assert.Equal(300, designed.Factors.Count);
        Assert.InRange(ratio, 0, 10);
    }

    [Fact]
    public void Spiking_reservoirs()
    {
        var task = new CueOutcomeTask(new CueOutcomeOptions { LatencyMs = 250, Probabilities = [0.8, 0.2] });
        var reservoir = new SpikingReservoir(task.Channels, new SpikingReservoirOptions { Units = 400 }, new RandomStream(1, "reservoir"));
        var readout = new ThreeFactorReadout(reservoir.Units, task.Outcomes);
        var (gate, outcomes) = (new AttentionGate(), new RandomStream(1, "outcomes"));
        var targets = new double[task.Outcomes];
        for (var index = 0; index < 150; index++)
        {
            var trial = task.Draw(outcomes);
            var input = task.Input(trial);
            reservoir.Reset();                                        // the noise goes on
            for (var ms = 0; ms < input.Steps; ms++)
            {
                var state = reservoir.Step(input[ms]);
                for (var outcome = 0; outcome < targets.Length; outcome++)
                {
                    targets[outcome] = task.Target(trial, outcome, ms);
                }

                readout.Learn(state, targets, gate.Value(ms, trial.LatencyMs));
            }
        }

        Assert.Contains(readout.Weights(0).ToArray(), weight => weight != 0);
    }

    [Fact]
    public void Simulation()
    {
        var random = new RandomStream(1, "network");
        var network = new SpikingNetwork<float>(stepMs: 0.1);           // or <double>
        var cells = network.Add("cells", new CurrentLif(), 4000);
        network.Connect(cells[..3200], cells, new ProjectionOptions(new FixedProbability(.02)) { Receptor = "g_e", Weight = 1.62 }, random.Child("excitatory"));
        network.Connect(cells[3200..], cells, new ProjectionOptions(new FixedProbability(.02)) { Receptor = "g_i", Weight = -9 }, random.Child("inhibitory"));
        var spikes = network.RecordSpikes(cells);
        var report = network.Run(100, new SimulationOptions { Threads = 2, Progress = p => Console.WriteLine($"{p.SimulatedMs} ms, {p.RealTimeFactor}") });
        double[] rates = SpikeStatistics.FiringRates(spikes.ToTrains()); // all of Glia.Spikes works on the trains

        Assert.Equal(1000, report.Steps);
        Assert.Equal(4000, rates.Length);
    }
}
