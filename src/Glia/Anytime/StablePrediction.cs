namespace Glia.Anytime;

/// <summary>For how many steps in a row the prediction has been the same, as a share of <paramref name="steps"/>; 1 from then on.</summary>
/// <param name="steps">k, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">k is less than 1.</exception>
public sealed class StablePrediction(int steps) : IStoppingCriterion
{
    /// <summary>k.</summary>
    public int Steps { get; } = steps >= 1 ? steps : throw new ArgumentOutOfRangeException(nameof(steps), steps, "A prediction must be stable for at least 1 step.");

    /// <inheritdoc/>
    public string Name => "stable prediction";

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> accumulated, int classes)
    {
        var now = Softmax.Largest(accumulated[^classes..]);
        var run = 1;
        while (run < Steps && (run + 1) * classes <= accumulated.Length
            && Softmax.Largest(accumulated.Slice(accumulated.Length - ((run + 1) * classes), classes)) == now)
        {
            run++;
        }

        return (double)run / Steps;
    }
}
