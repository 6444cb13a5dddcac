namespace Glia.Anytime;

/// <summary>A threshold chosen on calibration data, with the front that it was chosen from.</summary>
/// <param name="Chosen">The point chosen.</param>
/// <param name="Front">The points that no other beats in both latency and accuracy, by latency.</param>
/// <param name="FixedAccuracy">The accuracy of running every sample to T, which the choice keeps up to the tolerance.</param>
public sealed record ThresholdChoice(StoppingPoint Chosen, IReadOnlyList<StoppingPoint> Front, double FixedAccuracy)
{
    /// <summary>Chooses the threshold of least mean latency whose accuracy is at least that of running to T, minus a tolerance.</summary>
    /// <remarks>Choose on data that neither the weights nor the test have seen. Where no threshold of the grid keeps the accuracy, 1 is chosen: never stop early.</remarks>
    /// <param name="calibration">The scores of the calibration samples.</param>
    /// <param name="tolerance">How much accuracy may be lost; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative.</exception>
    public static ThresholdChoice On(StoppingScores calibration, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var front = ParetoFront(calibration.Curve(StoppingScores.Grid.Append(1)));
        var full = calibration.Output.FixedLatencyCurve()[^1];
        return new ThresholdChoice(front.First(point => point.Accuracy >= full - tolerance), front, full);
    }

    /// <summary>The points that no other beats: less latency at no less accuracy, or more accuracy at no more latency; by latency.</summary>
    public static IReadOnlyList<StoppingPoint> ParetoFront(IEnumerable<StoppingPoint> points)
    {
        var front = new List<StoppingPoint>();
        foreach (var point in points.OrderBy(point => point.MeanLatency).ThenByDescending(point => point.Accuracy))
        {
            if (front.Count == 0 || point.Accuracy > front[^1].Accuracy)
            {
                front.Add(point);
            }
        }

        return front;
    }
}
