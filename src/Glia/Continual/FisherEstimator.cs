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
                DrawLabels(workspace, samples.Outputs, labels.AsSpan(0, rows), random);
            }

            Add(workspace, samples.Outputs, labels, sum, gradient);
        }

        System.Numerics.Tensors.TensorPrimitives.Divide(sum, Kind == FisherKind.BatchEmpirical ? batches : chosen.Length, sum);
        return sum;
    }

    private void Add(ITrainingBatch workspace, IReadOnlyList<int> outputs, int[] labels, float[] sum, float[] gradient)
    {
        var scale = Kind == FisherKind.BatchEmpirical ? 1f / workspace.Rows : 1;
        workspace.SetSoftmaxErrors(labels, scale);
        for (var row = 0; row < workspace.Rows; row++)
        {
            OutputMask.Restrict(workspace, row, outputs, labels[row], scale);
        }

        if (Kind == FisherKind.BatchEmpirical)
        {
            workspace.Backward(gradient);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(gradient, gradient, sum, sum);
        }
        else
        {
            workspace.AddSquaredGradients(sum);
        }
    }

    private static void DrawLabels(ITrainingBatch workspace, IReadOnlyList<int> outputs, Span<int> labels, RandomStream random)
    {
        var asked = outputs.Count == 0 ? [.. Enumerable.Range(0, workspace.Network.Sizes[^1])] : outputs;
        var probabilities = new float[asked.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            var logits = workspace.Logits(row);
            for (var i = 0; i < probabilities.Length; i++)
            {
                probabilities[i] = logits[asked[i]];
            }

            System.Numerics.Tensors.TensorPrimitives.SoftMax(probabilities, probabilities);
            var left = random.NextDouble();
            var drawn = 0;
            while (drawn < probabilities.Length - 1 && (left -= probabilities[drawn]) >= 0)
            {
                drawn++;
            }

            labels[row] = asked[drawn];
        }
    }
}
