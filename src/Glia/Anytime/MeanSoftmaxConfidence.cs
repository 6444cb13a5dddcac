namespace Glia.Anytime;

/// <summary>Confidence on the mean output, max_j softmax(U_t / (t·α))_j: need not grow with time. As in SEENN-I (Li et al. 2023).</summary>
/// <param name="temperature">α, in units of one step's output; positive.</param>
/// <exception cref="ArgumentOutOfRangeException">The temperature is not a positive number.</exception>
public sealed class MeanSoftmaxConfidence(double temperature) : IStoppingCriterion
{
    /// <summary>α.</summary>
    public double Temperature { get; } = Softmax.Temperature(temperature, nameof(MeanSoftmaxConfidence));

    /// <inheritdoc/>
    public string Name => "confidence of the mean";

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> accumulated, int classes) =>
        Softmax.Highest(accumulated[^classes..], Temperature * (accumulated.Length / classes));
}
