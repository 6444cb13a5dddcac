using System.Globalization;
using System.Numerics.Tensors;
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
    private readonly float[] _gradient;
    private readonly int[] _labels;

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
        _workspace = network.CreateBatch(options.BatchSize);
        _evaluation = new ContinualEvaluation(network);
        _gradient = strategy.NeedsGradient ? new float[network.Parameters.Length] : [];
        _labels = new int[options.BatchSize];
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
        for (var phase = 0; phase < tasks.Count; phase++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"strategy/{phase}");
            var context = new ContinualPhase(phase, tasks[phase], _network, random.Child(name));
            _strategy.BeforeTask(context);
            probes[phase] = Train(samples.Of(phase), tasks[phase].Test);
            _strategy.AfterTask(context);
            var row = TestAll();
            for (var j = 0; j < row.Length; j++)
            {
                accuracy[phase, j] = row[j];
            }

            phaseDone?.Invoke(phase);
        }

        return new ContinualResult(new AccuracyMatrix(accuracy, untrained), plan.TotalSamples, probes) { Cost = _strategy.Cost };
    }

    /// <summary>Trains on all tasks' samples in one mixed pass, the upper bound, and returns the test accuracy on each task.</summary>
    /// <param name="random">Source of the order.</param>
    public IReadOnlyList<double> RunJoint(RandomStream random)
    {
        var samples = _benchmark.Tasks.SelectMany((task, t) => Enumerable.Range(0, task.Train.Count).Select(i => new SampleReference(t, i))).ToArray();
        random.Child("order").Shuffle(samples.AsSpan());
        Train(samples, null);
        return TestAll();
    }

    /// <summary>The network's mean accuracy on all tasks' validation samples.</summary>
    public double ValidationAccuracy() => _benchmark.Tasks.Average(task => _evaluation.Accuracy(task.Validation));

    private double Train(ReadOnlySpan<SampleReference> samples, TaskSamples? probed)
    {
        var waiting = probed is not null && _options.ProbeBatches > 0;
        var reached = double.NaN;
        var probeEvery = _options.ProbeBatches * _options.BatchSize;
        for (var first = 0; first < samples.Length; first += _options.BatchSize)
        {
            var end = Math.Min(first + _options.BatchSize, samples.Length);
            Step(samples[first..end]);
            if (waiting && end % probeEvery == 0 && _evaluation.Accuracy(probed!) >= _options.ProbeAccuracy)
            {
                (waiting, reached) = (false, end);
            }
        }

        return reached;
    }

    private void Step(ReadOnlySpan<SampleReference> batch)
    {
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
        if (_strategy.NeedsGradient)
        {
            _workspace.Backward(_gradient);
            _strategy.AfterBackward(_workspace, _gradient);
            TensorPrimitives.FusedMultiplyAdd(_gradient, -rate, _network.Parameters, _network.Parameters);
        }
        else
        {
            _workspace.BackwardAndStep(rate);
        }

        _strategy.AfterStep(_workspace);
    }

    private double[] TestAll() => [.. _benchmark.Tasks.Select(task => _evaluation.Accuracy(task.Test))];
}
