using System.Globalization;

namespace Glia.Anytime;

/// <summary>What a person should know of a calibration set before a threshold is chosen on it.</summary>
public static class CalibrationAdvice
{
    private const int Enough = 200;
    private const double Normal95 = 1.959963984540054;

    /// <summary>Says what is doubtful: an output that does not improve, few samples, a class that is missing; one sentence each, none if all is well.</summary>
    public static IReadOnlyList<string> On(AnytimeOutput calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var curve = calibration.FixedLatencyCurve();
        var advice = new List<string>();
        if (curve[^1] <= curve[0])
        {
            advice.Add(Text($"The output does not improve with time (accuracy {curve[0]:P1} at step 1, {curve[^1]:P1} at step {curve.Length}): the stopping rule has nothing to gain here; best fixed T is {1 + Array.IndexOf(curve, curve.Max())}."));
        }

        if (calibration.Count < Enough)
        {
            var (low, high) = Wilson(curve[^1], calibration.Count);
            advice.Add(Text($"Only {calibration.Count} calibration samples: their accuracy of {curve[^1]:P1} is known to {low:P1} … {high:P1} (95 %). Take at least {Enough}."));
        }

        var labels = calibration.Labels.ToArray();
        var missing = Enumerable.Range(0, calibration.Classes).Where(label => !labels.Contains((byte)label)).ToList();
        if (missing.Count > 0)
        {
            var (low, high) = Wilson(curve[^1], calibration.Count);
            advice.Add(Text($"The calibration samples have none of class {string.Join(", ", missing)}: their accuracy, known to {low:P1} … {high:P1} (95 %), says nothing of what is missing."));
        }

        return advice;
    }

    // Wilson's interval of a binomial share.
    private static (double Low, double High) Wilson(double share, int count)
    {
        var square = Normal95 * Normal95;
        var centre = (share + (square / (2 * count))) / (1 + (square / count));
        var half = Normal95 / (1 + (square / count)) * Math.Sqrt((share * (1 - share) / count) + (square / (4.0 * count * count)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
