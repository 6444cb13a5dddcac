namespace Glia.Anytime;

/// <summary>Dynamic Confidence: the largest softmax of the summed output, c_t = max_j softmax(U_t / α)_j with U_t = Σ_{k≤t} z_k.</summary>
/// <remarks>
/// The sum, not the mean: confidence grows with t even where z stays the same, and α sets how fast (Li, Jones, Furber 2023, arXiv
/// 2303.10276). <see cref="MeanSoftmaxConfidence"/> is the other reading, as a criterion of its own.
/// </remarks>
/// <param name="temperature">α; positive, about the number of steps T (see <see cref="TemperatureFit"/>).</param>
/// <exception cref="ArgumentOutOfRangeException">The temperature is not a positive number.</exception>
public sealed class SoftmaxConfidence(double temperature) : IStoppingCriterion
{
    /// <summary>α.</summary>
    public double Temperature { get; } = Softmax.Temperature(temperature, nameof(SoftmaxConfidence));

    /// <inheritdoc/>
    public string Name => "confidence";

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> accumulated, int classes) => Softmax.Highest(accumulated[^classes..], Temperature);
}
