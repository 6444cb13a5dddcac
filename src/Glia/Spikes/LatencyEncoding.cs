namespace Glia.Spikes;

/// <summary>Latency coding: each value becomes one spike, the larger the earlier.</summary>
/// <remarks>The two curves are those of snnTorch's <c>spikegen.latency</c>, in continuous time.</remarks>
public sealed record LatencyEncoding
{
    /// <summary>When the latest spike may come, in microseconds. Default 100,000.</summary>
    public long DurationMicroseconds { get; init; } = 100_000;

    /// <summary>From value to time. Default linear.</summary>
    public LatencyCurve Curve { get; init; } = LatencyCurve.Linear;

    /// <summary>θ: units whose value is not above it stay silent. Default 0.01.</summary>
    public double Threshold { get; init; } = 0.01;

    /// <summary>τ of the logarithmic curve, in microseconds. Default 20,000.</summary>
    public double TimeConstantMicroseconds { get; init; } = 20_000;

    /// <summary>Gives each value its spike.</summary>
    /// <param name="values">One value a unit, 0 to 1.</param>
    /// <returns>At most one spike a unit, in a window from 0 to just after the duration.</returns>
    /// <exception cref="ArgumentException">A value or a setting is not in range.</exception>
    public SpikeTrains Encode(ReadOnlySpan<float> values)
    {
        Validate();
        var (times, units) = (new List<long>(), new List<int>());
        for (var unit = 0; unit < values.Length; unit++)
        {
            if (values[unit] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"The value of unit {unit} must be from 0 to 1; got {values[unit]}. Scale the values first.", nameof(values));
            }

            if (values[unit] > Threshold)
            {
                times.Add((long)Math.Round(Math.Min(Latency(values[unit]), DurationMicroseconds)));
                units.Add(unit);
            }
        }

        return SpikeTrains.Sort([.. times], [.. units], values.Length, new TimeWindow(0, DurationMicroseconds + 1));
    }

    private double Latency(double value) => Curve == LatencyCurve.Linear
        ? (1 - value) * DurationMicroseconds
        : TimeConstantMicroseconds * Math.Log(value / (value - Threshold));

    private void Validate()
    {
        if (DurationMicroseconds is < 1 or >= TimeWindow.Limit || Threshold is not (>= 0 and < 1) || !(TimeConstantMicroseconds > 0))
        {
            throw new ArgumentException($"LatencyEncoding needs a duration of at least 1 µs, a threshold from 0 to below 1 and a positive time constant; got {this}.");
        }
    }
}
