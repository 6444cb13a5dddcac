using Glia.Networks;
using Glia.Random;

namespace Glia.Continual;

/// <summary>Estimates the diagonal of a network's Fisher information on samples of a task.</summary>
/// <param name="Kind">What is averaged. Default per-sample empirical.</param>
/// <param name="Samples">How many samples are used, drawn without repetition; all of them if the task has fewer. Default 1,000.</param>
public sealed record FisherEstimator(FisherKind Kind = FisherKind.PerSampleEmpirical, int Samples = 1000)
{
    private const int BatchSize = 16;

    /// <summary>Returns the estimate, in the layout of <see cref="ITrainableNetwork.Parameters"/>.</summary>
    /// <param name="network">The network; not changed.</param>
    /// <param name="samples">The task's samples.</param>
    /// <param name="random">Chooses samples, and labels for the true Fisher.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of samples is not positive.</exception>
    public float[] Estimate(ITrainableNetwork network, TaskSamples samples, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Samples);
        var chosen = random.Permutation(samples.Count)[..Math.Min(Samples, samples.Count)];
        var workspace = network.CreateBatch(BatchSize);
        var sum = new float[network.Parameters.Length];
        var gradient = Kind == FisherKind.BatchEmpirical ? new float[sum.Length] : [];
        var labels = new int[BatchSize];
        var batches = 0;
        for (var first = 0; first < chosen.Length; first += BatchSize, batches++)
        {
            var rows = Math.Min(BatchSize, chosen.Length - first);
            for (var row = 0; row < rows; row++)
            {
                samples.CopyTo(chosen[first + row], workspace.Input(row));
                labels[row] = samples.Label(chosen[first + row]);
            }

            workspace.Forward(rows);
            if (Kind == FisherKind.PerSampleTrue)
            {
                DrawLabels(workspace, labels.AsSpan(0, rows), random);
            }

            Add(workspace, labels, sum, gradient);
        }

        System.Numerics.Tensors.TensorPrimitives.Divide(sum, Kind == FisherKind.BatchEmpirical ? batches : chosen.Length, sum);
        return sum;
    }

    private void Add(ITrainingBatch workspace, int[] labels, float[] sum, float[] gradient)
    {
        if (Kind == FisherKind.BatchEmpirical)
        {
            workspace.SetSoftmaxErrors(labels, 1f / workspace.Rows);
            workspace.Backward(gradient);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(gradient, gradient, sum, sum);
        }
        else
        {
            workspace.SetSoftmaxErrors(labels, 1);
            workspace.AddSquaredGradients(sum);
        }
    }

    private static void DrawLabels(ITrainingBatch workspace, Span<int> labels, RandomStream random)
    {
        var probabilities = new float[workspace.Network.Sizes[^1]];
        for (var row = 0; row < labels.Length; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.SoftMax(workspace.Logits(row), probabilities);
            var left = random.NextDouble();
            var label = 0;
            while (label < probabilities.Length - 1 && (left -= probabilities[label]) >= 0)
            {
                label++;
            }

            labels[row] = label;
        }
    }
}
