using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.SnnDelays;

/// <summary>Sizes of one training: how long, in what batches, how fast.</summary>
internal sealed record TrainingPlan(int Epochs, int BatchSize, double LearningRate, double PositionRate, double Sigma, double Dropout);

/// <summary>Trains a network by the schedule of its arm, and measures accuracy.</summary>
internal sealed class DelayTraining(DelayNetwork network, DelayArm arm, TrainingPlan plan, SequenceSamples train)
{
    private const int TestBatch = 250;
    private const double WidthFallShare = 0.25;
    private const double RoundedShare = 0.25;

    /// <summary>Trains; calls back after each epoch.</summary>
    public void Run(RandomStream order, RandomStream dropout, Action<int> epochDone)
    {
        var steps = (long)plan.Epochs * (train.Count / plan.BatchSize);
        var weights = new Adam(network.Weights, Schedule.Cosine(plan.LearningRate, steps));
        var positions = new Adam(network.Synapses.Select(layer => layer.Position), Schedule.Cosine(plan.PositionRate, steps));
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
            for (var first = 0; first + plan.BatchSize <= samples.Length; first += plan.BatchSize)
            {
                Step(samples.AsSpan(first, plan.BatchSize), dropout, weights, epoch < RoundingEpoch && arm.Learns ? positions : null);
            }

            epochDone(epoch);
        }
    }

    /// <summary>The epoch from which on delays are whole; the number of epochs if they are never rounded while training.</summary>
    public int RoundingEpoch => arm.RoundsBeforeTheEnd ? plan.Epochs - (int)(plan.Epochs * RoundedShare) : plan.Epochs;

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

    private void Step(ReadOnlySpan<int> samples, RandomStream dropout, Adam weights, Adam? positions)
    {
        using var scope = NewDisposeScope();
        var (input, labels) = train.Batch(samples);
        weights.ZeroGradients();
        positions?.ZeroGradients();
        TimeSumOfSoftmaxLoss.Of(network.Forward(input, dropout, plan.Dropout), labels).backward();
        weights.Step();
        if (positions is not null)
        {
            positions.Step();
            network.Synapses.ForEach(layer => layer.ClampDelays());
        }
    }
}
