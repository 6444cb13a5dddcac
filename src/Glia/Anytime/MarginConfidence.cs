namespace Glia.Anytime;

/// <summary>The gap between the two largest entries of softmax(U_t / α).</summary>
/// <param name="temperature">α; positive.</param>
/// <exception cref="ArgumentOutOfRangeException">The temperature is not a positive number.</exception>
public sealed class MarginConfidence(double temperature) : IStoppingCriterion
{
    /// <summary>α.</summary>
    public double Temperature { get; } = Softmax.Temperature(temperature, nameof(MarginConfidence));

    /// <inheritdoc/>
    public string Name => "margin";

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> accumulated, int classes)
    {
        Span<double> probabilities = stackalloc double[classes];
        Softmax.Fill(accumulated[^classes..], Temperature, probabilities);
        var (first, second) = (0.0, 0.0);
        foreach (var probability in probabilities)
        {
            if (probability > first)
            {
                (first, second) = (probability, first);
            }
            else if (probability > second)
            {
                second = probability;
            }
        }

        return first - second;
    }
}
