namespace Glia.Spikes;

/// <summary>Population coding: each value excites neurons with overlapping Gaussian receptive fields, the more the earlier they fire.</summary>
/// <remarks>
/// <para>Neuron i = 1 … m of a value has its centre at low + (2i − 3)/2 · (high − low)/(m − 2) and the width (high − low) / (β (m − 2)); its
/// response r = exp(−(x − centre)²/(2 width²)) becomes a spike at (1 − r) · duration, and none below the silence level.</para>
/// <para>Bohte, Kok and La Poutré, 2002, Neurocomputing 48, section 4.1 (β = 1.5, silent below 0.1, in whole steps there).</para>
/// </remarks>
public sealed record PopulationEncoding
{
    /// <summary>m, neurons for each value, at least 3. Default 8.</summary>
    public int Neurons { get; init; } = 8;

    /// <summary>The smallest value. Default 0.</summary>
    public double Low { get; init; }

    /// <summary>The largest value. Default 1.</summary>
    public double High { get; init; } = 1;

    /// <summary>β, how narrow the fields are. Default 1.5.</summary>
    public double Sharpness { get; init; } = 1.5;

    /// <summary>Neurons that respond less than this stay silent. Default 0.1.</summary>
    public double SilentBelow { get; init; } = 0.1;

    /// <summary>When the latest spike may come, in microseconds. Default 10,000.</summary>
    public long DurationMicroseconds { get; init; } = 10_000;

    /// <summary>Gives each value its neurons' spikes: unit v · m + i is neuron i (from 0) of value v.</summary>
    /// <exception cref="ArgumentException">A setting is not in range, or a value is outside low … high.</exception>
    public SpikeTrains Encode(ReadOnlySpan<float> values)
    {
        if (Neurons < 3 || !(High > Low) || !(Sharpness > 0) || SilentBelow is not (>= 0 and <= 1) || DurationMicroseconds is < 1 or >= TimeWindow.Limit)
        {
            throw new ArgumentException($"PopulationEncoding needs at least 3 neurons, low below high, a positive sharpness, a silence level from 0 to 1 and a duration of at least 1 µs; got {this}.");
        }

        var spacing = (High - Low) / (Neurons - 2);
        var (times, units) = (new List<long>(), new List<int>());
        for (var value = 0; value < values.Length; value++)
        {
            if (!(values[value] >= Low && values[value] <= High))
            {
                throw new ArgumentException($"Value {value} must be from {Low} to {High}; got {values[value]}.", nameof(values));
            }

            for (var neuron = 0; neuron < Neurons; neuron++)
            {
                var apart = (values[value] - (Low + ((neuron - 0.5) * spacing))) / (spacing / Sharpness);
                var response = Math.Exp(-apart * apart / 2);
                if (response >= SilentBelow)
                {
                    times.Add((long)Math.Round((1 - response) * DurationMicroseconds));
                    units.Add((value * Neurons) + neuron);
                }
            }
        }

        return SpikeTrains.Sort([.. times], [.. units], checked(values.Length * Neurons), new TimeWindow(0, DurationMicroseconds + 1));
    }
}
