using System.Numerics.Tensors;
using Glia.Networks;

namespace Glia.Continual;

/// <summary>Answers and errors where only some outputs are asked for: the head of a task that is given.</summary>
internal static class OutputMask
{
    /// <summary>The output with the largest logit among those asked for (all if none are named).</summary>
    public static int Answer(ReadOnlySpan<float> logits, IReadOnlyList<int> outputs)
    {
        if (outputs.Count == 0)
        {
            return TensorPrimitives.IndexOfMax(logits);
        }

        var best = outputs[0];
        for (var i = 1; i < outputs.Count; i++)
        {
            best = logits[outputs[i]] > logits[best] ? outputs[i] : best;
        }

        return best;
    }

    /// <summary>Replaces a row's output error by that of cross-entropy over the outputs asked for; the other outputs get none.</summary>
    /// <param name="batch">After its forward pass and <see cref="ITrainingBatch.SetSoftmaxErrors"/>.</param>
    /// <param name="row">The row.</param>
    /// <param name="outputs">The outputs asked for; empty leaves the error as it is.</param>
    /// <param name="label">The right output, one of those.</param>
    /// <param name="scale">As in <see cref="ITrainingBatch.SetSoftmaxErrors"/>.</param>
    public static void Restrict(ITrainingBatch batch, int row, IReadOnlyList<int> outputs, int label, float scale)
    {
        if (outputs.Count == 0)
        {
            return;
        }

        var logits = batch.Logits(row);
        var error = batch.OutputError(row);
        error.Clear();
        var largest = logits[Answer(logits, outputs)];
        var sum = 0f;
        for (var i = 0; i < outputs.Count; i++)
        {
            error[outputs[i]] = MathF.Exp(logits[outputs[i]] - largest);
            sum += error[outputs[i]];
        }

        TensorPrimitives.Multiply(error, scale / sum, error);
        error[label] -= scale;
    }
}
