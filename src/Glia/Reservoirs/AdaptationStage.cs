namespace Glia.Reservoirs;

/// <summary>A stretch of adaptation at one rate.</summary>
/// <param name="Steps">Steps of the input, 1 or more.</param>
/// <param name="Rate">Learning rate, above 0 and finite.</param>
public sealed record AdaptationStage(int Steps, double Rate)
{
    internal static void Require(IReadOnlyList<AdaptationStage> stages, TimeSeries input, int channels)
    {
        var bad = stages.FirstOrDefault(stage => stage.Steps < 1 || !(stage.Rate > 0) || !double.IsFinite(stage.Rate));
        if (stages.Count == 0 || bad is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(stages), bad, "Adaptation needs stages of 1 step or more with a rate above 0.");
        }

        if (input.Channels != channels)
        {
            throw new ArgumentException($"The reservoir has {channels} input channels; the series has {input.Channels}.", nameof(input));
        }

        var needed = stages.Sum(stage => stage.Steps);
        if (input.Steps < needed)
        {
            throw new ArgumentException($"Adaptation takes {needed} steps of input; the series has {input.Steps}. Give a longer one, or fewer steps a stage.", nameof(input));
        }
    }
}
