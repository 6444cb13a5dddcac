using Glia.Networks;

namespace Glia.Continual;

/// <summary>Measures a network's accuracy on samples.</summary>
public sealed class ContinualEvaluation(ITrainableNetwork network)
{
    // Small blocks keep many pixels zero in a whole block, which the forward pass skips.
    private const int BlockSize = 16;
    private readonly ITrainingBatch _workspace = network.CreateBatch(BlockSize);

    /// <summary>The share of samples whose class has the largest logit among the outputs asked for; not a number without samples.</summary>
    public double Accuracy(TaskSamples samples)
    {
        var right = 0;
        for (var first = 0; first < samples.Count; first += BlockSize)
        {
            var rows = Math.Min(BlockSize, samples.Count - first);
            for (var row = 0; row < rows; row++)
            {
                samples.CopyTo(first + row, _workspace.Input(row));
            }

            _workspace.Forward(rows);
            for (var row = 0; row < rows; row++)
            {
                if (OutputMask.Answer(_workspace.Logits(row), samples.Outputs) == samples.Label(first + row))
                {
                    right++;
                }
            }
        }

        return samples.Count == 0 ? double.NaN : (double)right / samples.Count;
    }
}
