namespace Glia.Reservoirs;

/// <summary>How active a liquid is over some recordings.</summary>
/// <param name="Rate">Spikes a neuron and step.</param>
/// <param name="Units">Number of neurons, N.</param>
/// <param name="Silent">Neurons that never fired.</param>
/// <param name="Constant">Neurons whose count was the same in all recordings, silent ones included: a readout learns nothing from them.</param>
public sealed record LiquidActivity(double Rate, int Units, int Silent, int Constant)
{
    /// <summary>Sums up spike counts.</summary>
    /// <param name="counts">[recordings, N].</param>
    /// <param name="units">N.</param>
    /// <param name="steps">Steps of a recording, T.</param>
    /// <exception cref="ArgumentException">There are no whole recordings.</exception>
    public static LiquidActivity Of(ReadOnlySpan<float> counts, int units, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (counts.Length == 0 || counts.Length % units != 0)
        {
            throw new ArgumentException($"{counts.Length} counts are not whole recordings of {units} neurons.", nameof(counts));
        }

        var (sum, silent, constant) = (0.0, 0, 0);
        for (var unit = 0; unit < units; unit++)
        {
            var (lowest, highest) = (float.MaxValue, 0f);
            for (var i = unit; i < counts.Length; i += units)
            {
                (lowest, highest, sum) = (Math.Min(lowest, counts[i]), Math.Max(highest, counts[i]), sum + counts[i]);
            }

            silent += highest == 0 ? 1 : 0;
            constant += lowest == highest ? 1 : 0;
        }

        return new LiquidActivity(sum / counts.Length / steps, units, silent, constant);
    }

    /// <summary>Refuses a liquid in which no neuron fires.</summary>
    /// <param name="threshold">θ, for the message.</param>
    /// <param name="recordings">What it heard or saw, for the message.</param>
    /// <param name="input">W_in [N, D], for the message.</param>
    /// <exception cref="InvalidOperationException">All neurons are silent; the message says what to change.</exception>
    public void RequireActive(double threshold, IReadOnlyList<CompressedRows> recordings, CompressedRows input)
    {
        if (Silent == Units)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"0 of {Units} neurons fired: raise the scale of the weights or lower the threshold {threshold} (mean |input| of a neuron and step is {MeanInput(recordings, input):0.###})."));
        }
    }

    private static double MeanInput(IReadOnlyList<CompressedRows> recordings, CompressedRows input)
    {
        var (sum, count) = (0.0, 0L);
        var (drive, bySource) = (new float[input.RowCount], input.Transposed());
        foreach (var recording in recordings)
        {
            for (var step = 0; step < recording.RowCount; step++)
            {
                Array.Clear(drive);
                for (var i = 0; i < recording.Columns(step).Length; i++)
                {
                    bySource.AddRow(recording.Columns(step)[i], recording.Values(step)[i], drive);
                }

                sum += drive.Sum(value => Math.Abs((double)value));
                count += drive.Length;
            }
        }

        return sum / Math.Max(1, count);
    }
}
