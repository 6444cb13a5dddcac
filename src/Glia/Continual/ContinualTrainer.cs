using System.Globalization;
using Glia.Networks;
using Glia.Random;

namespace Glia.Continual;

/// <summary>Trains one network on a stream of tasks with one strategy and tests it after every phase.</summary>
/// <remarks>Runs on one thread; the result is a function of its arguments. Thread-safe: no.</remarks>
public sealed class ContinualTrainer
{
    private readonly ContinualBenchmark _benchmark;
    private readonly ITrainableNetwork _network;
    private readonly IContinualStrategy _strategy;
    private readonly ContinualTrainingOptions _options;
    private readonly ITrainingBatch _workspace;
    private readonly ContinualEvaluation _evaluation;
    private readonly MiniBatch _batch;
    private readonly float[] _gradient;
    private readonly int[] _labels;
    private IDescent _descent;

    /// <summary>Prepares a run.</summary>
    /// <param name="benchmark">The tasks.</param>
    /// <param name="network">The network, which is changed.</param>
    /// <param name="strategy">What is done against forgetting.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentException">The network's inputs or outputs are not the benchmark's.</exception>
    public ContinualTrainer(ContinualBenchmark benchmark, ITrainableNetwork network, IContinualStrategy strategy, ContinualTrainingOptions options)
    {
        if (network.Sizes[0] != benchmark.InputSize || network.Sizes[^1] != benchmark.Classes)
        {
            throw new ArgumentException(
                $"The benchmark has {benchmark.InputSize} inputs and {benchmark.Classes} classes; the network is [{string.Join(", ", network.Sizes)}].", nameof(network));
        }

        _benchmark = benchmark;
        _network = network;
        _strategy = strategy;
        _options = options.Validated();
        var capacity = options.BatchSize + strategy.ExtraRows(options.BatchSize);
        _workspace = network.CreateBatch(capacity);
        _evaluation = new ContinualEvaluation(network);
        _batch = new MiniBatch(benchmark, capacity);
        _descent = options.Descent.Start(network.Parameters.Length);
        _gradient = NeedsGradient ? new float[network.Parameters.Length] : [];
        _labels = new int[capacity];
    }

    /// <summary>Runs through the phases of a plan.</summary>
    /// <param name="plan">What is trained when.</param>
    /// <param name="random">Source of orders, rehearsed samples, and the strategy's own draws.</param>
    /// <param name="phaseDone">Called after each phase with its number from 0; may throw to end the run.</param>
    /// <exception cref="ArgumentException">The plan has another number of tasks than the benchmark.</exception>
    public ContinualResult Run(RehearsalPlan plan, RandomStream random, Action<int>? phaseDone = null)
    {
        var tasks = _benchmark.Tasks;
        if (plan.Tasks != tasks.Count)
        {
            throw new ArgumentException($"The plan has {plan.Tasks} tasks and the benchmark {tasks.Count}.", nameof(plan));
        }

        var samples = new PhaseSamples(_benchmark, plan, random);
        var untrained = TestAll();
        var accuracy = new double[tasks.Count, tasks.Count];
        var probes = new double[tasks.Count];
        var seen = 0;
        for (var phase = 0; phase < tasks.Count; phase++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"strategy/{phase}");
            var context = new ContinualPhase(phase, tasks[phase], _network, random.Child(name));
            BeginTask();
            _strategy.BeforeTask(context);
            var probe = new AccuracyProbe(_options, _evaluation, tasks[phase].Test);
            seen += Train(epoch => _strategy.ChooseSamples(context, samples.Of(phase, epoch)), probe);
            _strategy.AfterTask(context);
            probes[phase] = probe.Reached;
            var row = TestAll();
            for (var j = 0; j < row.Length; j++)
            {
                accuracy[phase, j] = row[j];
            }

            phaseDone?.Invoke(phase);
        }

        return new ContinualResult(new AccuracyMatrix(accuracy, untrained), seen, probes) { Cost = _strategy.Cost };
    }

    /// <summary>Trains on all tasks' samples in mixed passes, the upper bound, and returns the test accuracy on each task.</summary>
    /// <param name="random">Source of the order.</param>
    public IReadOnlyList<double> RunJoint(RandomStream random)
    {
        var samples = _benchmark.Tasks.SelectMany((task, t) => Enumerable.Range(0, task.Train.Count).Select(i => new SampleReference(t, i))).ToArray();
        var order = random.Child("order");
        Train(Shuffled, new AccuracyProbe(_options, _evaluation, null));
        return TestAll();

        SampleReference[] Shuffled(int epoch)
        {
            order.Shuffle(samples.AsSpan());
            return samples;
        }
    }

    /// <summary>The network's mean accuracy on all tasks' validation samples.</summary>
    public double ValidationAccuracy() => _benchmark.Tasks.Average(task => _evaluation.Accuracy(task.Validation));

    private bool IsPlain => ReferenceEquals(_options.Descent, DescentRule.Plain);

    private bool NeedsGradient => _strategy.NeedsGradient || !IsPlain;

    private void BeginTask()
    {
        if (_options.DescentMemory == DescentMemory.NewPerTask)
        {
            _descent = _options.Descent.Start(_network.Parameters.Length);
        }
    }

    // Returns how many samples were seen, those that the strategy added included.
    private int Train(Func<int, SampleReference[]> samplesOf, AccuracyProbe probe)
    {
        var (seen, streamed) = (0, 0);
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            ReadOnlySpan<SampleReference> samples = samplesOf(epoch);
            for (var first = 0; first < samples.Length; first += _options.BatchSize)
            {
                var end = Math.Min(first + _options.BatchSize, samples.Length);
                seen += Step(samples[first..end], epoch);
                probe.After(streamed + end);
            }

            streamed += samples.Length;
        }

        return seen;
    }

    /// <summary>One step on some samples of the stream and those that the strategy adds; returns how many they were.</summary>
    internal int Step(ReadOnlySpan<SampleReference> streamed, int epoch)
    {
        _batch.Begin(streamed, epoch);
        _strategy.BeforeForward(_batch);
        var batch = _batch.Samples;
        for (var row = 0; row < batch.Length; row++)
        {
            var samples = _benchmark.Tasks[batch[row].Task].Train;
            samples.CopyTo(batch[row].Sample, _workspace.Input(row));
            _labels[row] = samples.Label(batch[row].Sample);
        }

        var rate = (float)_options.LearningRate;
        _workspace.Forward(batch.Length);
        _workspace.SetSoftmaxErrors(_labels, 1f / batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            OutputMask.Restrict(_workspace, row, _benchmark.Tasks[batch[row].Task].Train.Outputs, _labels[row], 1f / batch.Length);
        }

        _strategy.BeforeBackward(_workspace);
        if (NeedsGradient)
        {
            _workspace.Backward(_gradient);
            _strategy.AfterBackward(_workspace, _gradient);
            _descent.Step(_network.Parameters, _gradient, rate);
        }
        else
        {
            _workspace.BackwardAndStep(rate);
        }

        _strategy.AfterStep(_workspace);
        return batch.Length;
    }

    private double[] TestAll() => [.. _benchmark.Tasks.Select(task => _evaluation.Accuracy(task.Test))];
}
