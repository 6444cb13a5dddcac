namespace Glia.Networks;

/// <summary>Forward and backward passes of one <see cref="ITrainableNetwork"/> on mini-batches.</summary>
/// <remarks>
/// A step is: fill <see cref="Input"/> rows, <see cref="Forward"/>, <see cref="SetSoftmaxErrors"/>, then <see cref="BackwardAndStep"/>, or
/// <see cref="Backward"/> where the gradient itself is wanted. Both ways give the same bits. Thread-safe: no.
/// </remarks>
public interface ITrainingBatch
{
    /// <summary>The network whose passes these are.</summary>
    ITrainableNetwork Network { get; }

    /// <summary>The largest number of rows of a batch.</summary>
    int Capacity { get; }

    /// <summary>Number of rows of the batch of the last <see cref="Forward"/>.</summary>
    int Rows { get; }

    /// <summary>The input of one row of the batch, to be filled before <see cref="Forward"/>.</summary>
    Span<float> Input(int row);

    /// <summary>Computes the logits of the first <paramref name="rows"/> input rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is not in 1 … <see cref="Capacity"/>.</exception>
    void Forward(int rows);

    /// <summary>The logits of one row after <see cref="Forward"/>.</summary>
    ReadOnlySpan<float> Logits(int row);

    /// <summary>What a layer's weights were multiplied with for one row (a spiking network: its mean over time), after <see cref="Forward"/>.</summary>
    /// <remarks>A layer's weight gradient is a sum over rows of this times the layer's error: what is orthogonal to it keeps the layer's answer.</remarks>
    ReadOnlySpan<float> Presynaptic(int layer, int row);

    /// <summary>∂loss/∂logits of one row, which the backward passes start from.</summary>
    Span<float> OutputError(int row);

    /// <summary>Sets the output errors of cross-entropy, (softmax(logits) − one-hot(label)) · <paramref name="scale"/>, and returns the mean loss.</summary>
    /// <param name="labels">One label a row of the batch, each in 0 … outputs−1.</param>
    /// <param name="scale">1/rows for the gradient of the mean loss; 1 for per-sample errors.</param>
    double SetSoftmaxErrors(ReadOnlySpan<int> labels, float scale);

    /// <summary>Writes the gradient that belongs to the output errors, in the layout of <see cref="ITrainableNetwork.Parameters"/>.</summary>
    /// <exception cref="ArgumentException">The gradient has another length than the parameters.</exception>
    void Backward(Span<float> gradient);

    /// <summary>Takes one step of gradient descent along the output errors: θ ← θ − rate·∂loss/∂θ.</summary>
    void BackwardAndStep(float rate);

    /// <summary>Adds the sum over the batch of squared per-sample gradients, for errors set with scale 1.</summary>
    /// <exception cref="ArgumentException">The sum has another length than the parameters.</exception>
    void AddSquaredGradients(Span<float> sum);
}
