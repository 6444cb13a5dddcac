namespace Glia.Training;

/// <summary>Learning rates that fall along half a cosine, after a linear start.</summary>
/// <param name="Peak">Highest rate.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="WarmUp">Steps of the linear start. Default none.</param>
public sealed record CosineSchedule(double Peak, int Steps, int WarmUp = 0)
{
    /// <summary>Returns the rate of a step, counted from 0.</summary>
    public double Rate(int step) => step < WarmUp
        ? Peak * (step + 1) / WarmUp
        : Peak * 0.5 * (1 + Math.Cos(Math.PI * (step - WarmUp) / Math.Max(1, Steps - WarmUp)));
}
