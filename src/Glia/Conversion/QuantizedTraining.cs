using Glia.Data;
using Glia.Random;

namespace Glia.Conversion;

/// <summary>Trains a network with quantised activations on images, by cross-entropy.</summary>
public static class QuantizedTraining
{
    // A ceiling that a step would bring to zero or below stays a small share of what it was.
    private const float SmallestShare = 0.1f;

    /// <summary>Trains; the ceilings are first set from the first batch.</summary>
    /// <param name="network">Changed in place.</param>
    /// <param name="images">Brightness 0 to 255 goes in as 0 to 1.</param>
    /// <param name="samples">Which of the images are trained on.</param>
    /// <param name="options">Sizes and steps.</param>
    /// <param name="random">Gives the order of the samples.</param>
    /// <param name="progress">Told after each batch how many of how many are done; may throw to stop.</param>
    /// <returns>The mean loss of each epoch.</returns>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ArithmeticException">The loss is no finite number any more: the learning rate is too large.</exception>
    public static double[] Run(
        FeedforwardNetwork network, LabelledImages images, IReadOnlyList<int> samples, QuantizedTrainingOptions options, RandomStream random, Action<int, int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(random);
        options = options.Validated();
        if (samples.Count == 0)
        {
            throw new ArgumentException("Training needs at least one sample.", nameof(samples));
        }

        var pass = new TrainingPass(network);
        var velocity = network.Layers.Select(layer => new float[layer.Parameters.Length]).ToArray();
        var batches = (samples.Count + options.BatchSize - 1) / options.BatchSize;
        var losses = new double[options.Epochs];
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var order = random.Permutation(samples.Count);
            for (var batch = 0; batch < batches; batch++)
            {
                var members = order[(batch * options.BatchSize)..Math.Min(order.Length, (batch + 1) * options.BatchSize)];
                if (epoch == 0 && batch == 0)
                {
                    pass.FitCeilings(images, [.. members.Select(member => samples[member])]);
                }

                foreach (var member in members)
                {
                    losses[epoch] += pass.Add(images, samples[member], 1f / members.Length) / samples.Count;
                }

                if (!double.IsFinite(losses[epoch]))
                {
                    throw new ArithmeticException($"The loss is {losses[epoch]} in epoch {epoch + 1}; try a learning rate below {options.LearningRate}.");
                }

                var done = (epoch * batches) + batch;
                Step(network, pass.Gradients, velocity, options, done / (double)(options.Epochs * batches));
                progress?.Invoke(done + 1, options.Epochs * batches);
            }
        }

        return losses;
    }

    private static void Step(FeedforwardNetwork network, float[][] gradients, float[][] velocity, QuantizedTrainingOptions options, double done)
    {
        var rate = (float)(options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * done)));
        var (momentum, decay) = ((float)options.Momentum, (float)options.WeightDecay);
        for (var layer = 0; layer < gradients.Length; layer++)
        {
            var parameters = network.Layers[layer].Parameters;
            var positive = network.Layers[layer] is QuantizedActivation;
            var weights = network.Layers[layer].Weights;
            var (gradient, speed) = (gradients[layer], velocity[layer]);
            for (var i = 0; i < parameters.Length; i++)
            {
                speed[i] = (momentum * speed[i]) + gradient[i] + (i < weights ? decay * parameters[i] : 0);
                var next = parameters[i] - (rate * speed[i]);
                parameters[i] = positive ? Math.Max(next, SmallestShare * parameters[i]) : next;
            }

            gradient.AsSpan().Clear();
        }
    }
}
