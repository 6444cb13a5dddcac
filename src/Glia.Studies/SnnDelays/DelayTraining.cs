using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.SnnDelays;

/// <summary>Trains a network by the schedule of its arm, and measures accuracy.</summary>
internal sealed class DelayTraining(DelayNetwork network, DelayArm arm, TrainingPlan plan, double learningRate, SequenceSamples train)
{
    private const int TestBatch = 250;
    private const double WidthFallShare = 0.25;
    private const double RoundedShare = 0.25;
    private const double WeightDecay = 1e-5;

    private readonly int _batch = Math.Min(plan.BatchSize, train.Count);

    /// <summary>The epoch from which on delays are whole; the number of epochs if they are never rounded while training.</summary>
    public int RoundingEpoch => arm.RoundsBeforeTheEnd ? plan.Epochs - (int)(plan.Epochs * RoundedShare) : plan.Epochs;

    /// <summary>Trains; calls back after each epoch.</summary>
    public void Run(RandomStream order, RandomStream dropout, Action<int> epochDone)
    {
        var (weights, positions) = Optimisers(train.Count / _batch);
        var sigma = arm.Method == DelayMethod.ConstantSigma
            ? SigmaSchedule.Constant(SigmaSchedule.Narrow)
            : SigmaSchedule.Exponential(plan.Sigma, SigmaSchedule.Narrow, (int)(plan.Epochs * WidthFallShare));
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            network.Synapses.ForEach(layer => layer.Sigma = sigma(epoch));
            if (epoch == RoundingEpoch)
            {
                network.Synapses.ForEach(layer => layer.RoundDelays());
            }

            var samples = order.Permutation(train.Count);
            for (var first = 0; first + _batch <= samples.Length; first += _batch)
            {
                Step(samples.AsSpan(first, _batch), dropout, weights, epoch < RoundingEpoch && arm.Learns ? positions : null);
            }

            epochDone(epoch);
        }
    }

    /// <summary>Returns the part of the samples that is told right.</summary>
    public double Accuracy(SequenceSamples samples, DelayExecution execution) => network.With(execution, () =>
    {
        using var none = no_grad();
        network.Train(false);
        var (right, all) = (0, Enumerable.Range(0, samples.Count).ToArray());
        for (var first = 0; first < samples.Count; first += TestBatch)
        {
            using var scope = NewDisposeScope();
            var (input, labels) = samples.Batch(all.AsSpan(first, Math.Min(TestBatch, samples.Count - first)));
            var evidence = TimeSumOfSoftmaxLoss.Evidence(network.Forward(input));
            for (var sample = 0; sample < labels.Length; sample++)
            {
                var own = evidence.AsSpan(sample * samples.Classes, samples.Classes);
                right += own.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(own)) == labels[sample] ? 1 : 0;
            }
        }

        network.Train(true);
        return (double)right / samples.Count;
    });

    private (Adam[] Weights, Adam Positions) Optimisers(int steps)
    {
        var positions = network.Synapses.Select(layer => layer.Position);
        if (plan.Schedule == WeightSchedule.Cosine)
        {
            var all = (long)plan.Epochs * steps;
            return ([new Adam(network.Weights, Schedule.Cosine(learningRate, all))], new Adam(positions, Schedule.Cosine(plan.PositionRate, all)));
        }

        Func<long, double> PerEpoch(Func<long, double> epochs) => Schedule.EveryEpoch(epochs, steps);
        var (rate, decay) = (PerEpoch(Schedule.OneCycle(learningRate, plan.Epochs)), PerEpoch(Schedule.OneCycleMomentum(plan.Epochs)));
        return (
            [
                new Adam(network.SynapticWeights, rate, new AdamOptions { FirstMomentDecay = decay, WeightDecay = WeightDecay }),
                new Adam(network.NormalizationWeights, rate, new AdamOptions { FirstMomentDecay = decay }),
            ],
            new Adam(positions, PerEpoch(Schedule.Cosine(plan.PositionRate, plan.Epochs))));
    }

    private void Step(ReadOnlySpan<int> samples, RandomStream dropout, Adam[] weights, Adam? positions)
    {
        using var scope = NewDisposeScope();
        var (input, labels) = train.Batch(samples);
        Array.ForEach(weights, adam => adam.ZeroGradients());
        positions?.ZeroGradients();
        TimeSumOfSoftmaxLoss.Of(network.Forward(input, dropout, plan.Dropout), labels).backward();
        Array.ForEach(weights, adam => adam.Step());
        network.KeepSparse();
        if (positions is not null)
        {
            positions.Step();
            network.Synapses.ForEach(layer => layer.ClampDelays());
        }
    }
}
