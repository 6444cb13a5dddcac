using Glia.Spikes;

namespace Glia.Cli.Commands.Spikes;

/// <summary>What <c>glia spikes stats</c> tells of one unit; NaN where it has too few spikes.</summary>
internal sealed record UnitStatistics(int Unit, int Spikes, double RateHz, double Cv, double Cv2, double Fano)
{
    public static IReadOnlyList<UnitStatistics> Of(SpikeTrains spikes, long countMicroseconds)
    {
        var hasWindows = spikes.Window.Length / countMicroseconds >= 2;
        return [.. spikes.ByUnit().Select((times, unit) => new UnitStatistics(
            unit,
            times.Length,
            times.Length / spikes.Window.Seconds,
            SpikeStatistics.CoefficientOfVariation(times.Span),
            SpikeStatistics.Cv2(times.Span),
            hasWindows ? SpikeStatistics.FanoFactor(times.Span, spikes.Window, countMicroseconds) : double.NaN))];
    }
}
