namespace Glia.Reservoirs;

/// <summary>Finds the scale of the weights at which a liquid fires at a given rate.</summary>
public static class RateCalibration
{
    private const double Smallest = 1e-4;
    private const double Largest = 1e4;
    private const int Halvings = 24;

    /// <summary>Bisects the logarithm of the scale.</summary>
    /// <param name="liquid">Makes the same liquid with all its weights times a scale.</param>
    /// <param name="recordings">Events [T, D] that are typical, at least one.</param>
    /// <param name="rate">Spikes a neuron and step, above 0 and below 1. Where input is both excitatory and inhibitory, much more than 0.3 cannot be reached.</param>
    /// <returns>The scale, and what the liquid does with it.</returns>
    /// <exception cref="InvalidOperationException">No scale gives the rate: nothing fires, or the rate is out of reach.</exception>
    public static (double Scale, LiquidActivity Activity) Calibrate(Func<double, LiquidStateMachine> liquid, IReadOnlyList<CompressedRows> recordings, double rate)
    {
        ArgumentNullException.ThrowIfNull(liquid);
        ArgumentNullException.ThrowIfNull(recordings);
        if (rate is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must be above 0 and below 1 spikes a neuron and step.");
        }

        if (recordings.Count == 0 || recordings.All(recording => recording.EntryCount == 0))
        {
            throw new InvalidOperationException($"{recordings.Count} recordings without an event cannot make a liquid fire.");
        }

        var (low, high) = (Math.Log(Smallest), Math.Log(Largest));
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = Activity(liquid(Math.Exp(middle)), recordings).Rate < rate ? (middle, high) : (low, middle);
        }

        var scale = Math.Exp((low + high) / 2);
        var found = Activity(liquid(scale), recordings);
        return Math.Abs(found.Rate - rate) <= 0.1 * rate
            ? (scale, found)
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"No scale of the weights gives {rate} spikes a neuron and step: {found.Units - found.Silent} of {found.Units} neurons fire at {found.Rate:0.###} at the scale {scale:0.###}. Ask for another rate, or take more recordings."));
    }

    private static LiquidActivity Activity(LiquidStateMachine liquid, IReadOnlyList<CompressedRows> recordings)
    {
        var counts = new float[recordings.Count * liquid.Units];
        for (var i = 0; i < recordings.Count; i++)
        {
            liquid.Count(recordings[i], counts.AsSpan(i * liquid.Units, liquid.Units));
        }

        return LiquidActivity.Of(counts, liquid.Units, recordings.Max(recording => recording.RowCount));
    }
}
