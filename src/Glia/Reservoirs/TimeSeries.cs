namespace Glia.Reservoirs;

/// <summary>A series of numbers over time: [step, channel], step by step in memory.</summary>
public sealed class TimeSeries
{
    private readonly double[] _values;

    /// <summary>Takes the numbers of a series.</summary>
    /// <param name="channels">Channels D.</param>
    /// <param name="values">T · D numbers, the channels of the first step first; not copied.</param>
    /// <exception cref="ArgumentException">The numbers are not whole steps, or one is not finite: the message has its step and channel.</exception>
    public TimeSeries(int channels, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (values.Length % channels != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are not whole steps of {channels} channels.", nameof(values));
        }

        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException($"The series is {values[bad]} at step {bad / channels}, channel {bad % channels}; expected finite numbers. Cut out or fill in what is missing.", nameof(values));
        }

        (Channels, _values) = (channels, values);
    }

    /// <summary>Number of channels, D.</summary>
    public int Channels { get; }

    /// <summary>Number of steps, T.</summary>
    public int Steps => _values.Length / Channels;

    /// <summary>All numbers, the channels of the first step first.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The channels of one step.</summary>
    public ReadOnlySpan<double> this[int step] => _values.AsSpan(step * Channels, Channels);

    /// <summary>A series of one channel.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static TimeSeries Of(IEnumerable<double> values) => new(1, [.. values]);

    /// <summary>Some steps of the series, copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The series does not have these steps.</exception>
    public TimeSeries Slice(int first, int count) => new(Channels, _values.AsSpan(first * Channels, count * Channels).ToArray());

    /// <summary>One channel over all steps, copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public double[] Channel(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels);
        var values = new double[Steps];
        for (var step = 0; step < values.Length; step++)
        {
            values[step] = _values[(step * Channels) + channel];
        }

        return values;
    }
}
