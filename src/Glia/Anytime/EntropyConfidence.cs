namespace Glia.Anytime;

/// <summary>How far the softmax of the summed output is from knowing nothing: 1 − H(softmax(U_t / α)) / ln C. As in DT-SNN (2023).</summary>
/// <param name="temperature">α; positive.</param>
/// <exception cref="ArgumentOutOfRangeException">The temperature is not a positive number.</exception>
public sealed class EntropyConfidence(double temperature) : IStoppingCriterion
{
    /// <summary>α.</summary>
    public double Temperature { get; } = Softmax.Temperature(temperature, nameof(EntropyConfidence));

    /// <inheritdoc/>
    public string Name => "entropy";

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> accumulated, int classes)
    {
        Span<double> probabilities = stackalloc double[classes];
        Softmax.Fill(accumulated[^classes..], Temperature, probabilities);
        var entropy = 0.0;
        foreach (var probability in probabilities)
        {
            entropy -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        return Math.Clamp(1 - (entropy / Math.Log(classes)), 0, 1);
    }
}
