namespace Glia.Anytime;

/// <summary>Chooses the softmax temperature α so that confidence at T is calibrated. The rule is ours; the paper's repository takes 30 for T = 27.</summary>
public static class TemperatureFit
{
    /// <summary>The temperatures tried: T/8 … 4T in steps of 2^(1/4).</summary>
    public static IReadOnlyList<double> Grid(int steps) => [.. Enumerable.Range(0, 21).Select(i => steps / 8.0 * Math.Pow(2, i / 4.0))];

    /// <summary>Returns the temperature of the grid at which <see cref="CalibrationError"/> of the confidence at T is least; the smallest of equals.</summary>
    /// <param name="calibration">Samples that neither the weights nor the test have seen.</param>
    public static double Choose(AnytimeOutput calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var right = Enumerable.Range(0, calibration.Count).Select(sample => calibration.IsRight(sample, calibration.Steps)).ToArray();
        return Grid(calibration.Steps).MinBy(temperature => CalibrationError.Expected(
            [.. Enumerable.Range(0, calibration.Count).Select(sample => Softmax.Highest(calibration.Accumulated(sample)[^calibration.Classes..], temperature))], right));
    }
}
