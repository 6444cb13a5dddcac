namespace Glia.Reservoirs;

/// <summary>What may be wrong with the input on which a reservoir adapts.</summary>
internal static class AdaptationInput
{
    private const double MeanOverDeviation = 0.25;

    public static IEnumerable<string> Warnings(TimeSeries input)
    {
        for (var channel = 0; channel < input.Channels; channel++)
        {
            var values = input.Channel(channel);
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).Average());
            var still = values.Zip(values.Skip(1)).Count(pair => pair.First == pair.Second);
            if (still > values.Length / 2)
            {
                yield return $"input channel {channel} stays the same at {still} of {values.Length - 1} steps: weights adapt to that, not to what comes later";
            }
            else if (Math.Abs(mean) > MeanOverDeviation * deviation)
            {
                yield return FormattableString.Invariant($"input channel {channel} is not centred (mean {mean:g3}, s.d. {deviation:g3}): its mean shifts what inhibition has to balance");
            }
        }
    }
}
