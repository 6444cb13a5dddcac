namespace Glia.Spikes;

/// <summary>Delta coding (send on delta): a spike each time a signal has moved by a threshold since the last one, up and down apart.</summary>
/// <remarks>
/// <para>Between samples the signal is a straight line, and a spike comes when the line crosses the level: several in one sample interval where the
/// signal moves by several thresholds. The level moves by exactly the threshold, so the signal is never further than that from
/// what the spikes add up to.</para>
/// </remarks>
public sealed record DeltaEncoding
{
    // More would be a wrong threshold; and where a threshold is lost in the rounding of the level, the level would never arrive.
    private const double MostSpikesPerSample = 1e6;

    /// <summary>By how much the signal must move. Default 0.1.</summary>
    public double Threshold { get; init; } = 0.1;

    /// <summary>Time from one sample to the next, in microseconds. Default 1,000.</summary>
    public double SampleMicroseconds { get; init; } = 1_000;

    /// <summary>Encodes signals.</summary>
    /// <param name="signal">[samples, channels], finite.</param>
    /// <param name="channels">How many channels.</param>
    /// <returns>2 · channels units: channel c going up is unit c, going down unit channels + c. The first sample, at time 0, sets the levels.</returns>
    /// <exception cref="ArgumentException">A setting is not positive, the length is no multiple of the channels, or a value is not finite.</exception>
    public SpikeTrains Encode(ReadOnlySpan<float> signal, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        var samples = signal.Length / channels;
        if (!(Threshold > 0) || !(SampleMicroseconds > 0) || signal.Length % channels != 0 || samples * SampleMicroseconds >= TimeWindow.Limit)
        {
            throw new ArgumentException($"Delta coding needs a positive threshold, a positive sample interval and whole samples of {channels} channels; got {this} and {signal.Length} values.", nameof(signal));
        }

        var (times, units) = (new List<long>(), new List<int>());
        for (var channel = 0; channel < channels && samples > 0; channel++)
        {
            var level = Finite(signal, channel);
            for (var sample = 1; sample < samples; sample++)
            {
                var (before, now) = ((double)signal[((sample - 1) * channels) + channel], Finite(signal, (sample * channels) + channel));
                if (Math.Abs(now - level) > Threshold * MostSpikesPerSample)
                {
                    throw new ArgumentException($"Channel {channel} moves by {Math.Abs(now - level)} at sample {sample}, more than {MostSpikesPerSample} thresholds of {Threshold}. Take a larger threshold.", nameof(signal));
                }

                var sign = Math.Sign(now - level);
                while (sign * (now - level) >= Threshold)
                {
                    level += sign * Threshold;
                    times.Add((long)((sample - 1 + Math.Clamp((level - before) / (now - before), 0, 1)) * SampleMicroseconds));
                    units.Add(sign > 0 ? channel : channels + channel);
                }
            }
        }

        return SpikeTrains.Sort([.. times], [.. units], 2 * channels, new TimeWindow(0, (long)(samples * SampleMicroseconds) + 1));
    }

    private static double Finite(ReadOnlySpan<float> signal, int i) => float.IsFinite(signal[i]) ? signal[i]
        : throw new ArgumentException($"Value {i} of the signal is {signal[i]}; it must be finite.", nameof(signal));
}
