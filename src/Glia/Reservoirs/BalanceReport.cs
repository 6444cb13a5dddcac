namespace Glia.Reservoirs;

/// <summary>Whether a reservoir is balanced: each neuron's mean drives and rates while an input runs.</summary>
/// <param name="Excitation">Mean excitatory drive Σ A_E r of each neuron.</param>
/// <param name="Inhibition">Mean inhibitory drive Σ A_I r of each neuron, positive.</param>
/// <param name="MeanRates">Mean rate of each neuron.</param>
/// <param name="SaturatedShare">Share of steps and neurons with a rate above 0.95.</param>
/// <param name="SilentShare">Share of steps and neurons with a rate below 0.05.</param>
public sealed record BalanceReport(
    IReadOnlyList<double> Excitation, IReadOnlyList<double> Inhibition, IReadOnlyList<double> MeanRates, double SaturatedShare, double SilentShare)
{
    private const float Saturated = 0.95f;
    private const float Silent = 0.05f;

    /// <summary>Inhibitory over excitatory drive, of all neurons together: below 1 excitation dominates.</summary>
    public double Ratio => Inhibition.Sum() / Excitation.Sum();

    /// <summary>Mean over neurons of how far the mean rate is from the target.</summary>
    /// <exception cref="ArgumentException">There are not as many targets as neurons.</exception>
    public double Deviation(TargetRates targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        targets.RequireCount(MeanRates.Count);
        return MeanRates.Zip(targets.Rates, (rate, target) => Math.Abs(rate - target)).Average();
    }

    /// <summary>Measures a reservoir; it is reset first.</summary>
    /// <param name="reservoir">The reservoir.</param>
    /// <param name="input">[T, D].</param>
    /// <param name="washout">Steps at the start that do not count.</param>
    /// <exception cref="ArgumentException">The series has other channels, or no more steps than the washout.</exception>
    public static BalanceReport Of(ExcitatoryInhibitoryReservoir reservoir, TimeSeries input, int washout = 100)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(washout);
        if (input.Steps <= washout)
        {
            throw new ArgumentException($"The series has {input.Steps} steps, of which the first {washout} do not count: none are left.", nameof(input));
        }

        var counted = input.Steps - washout;
        var (sums, saturated, silent) = (new double[reservoir.Units], 0L, 0L);
        reservoir.Reset();
        for (var step = 0; step < input.Steps; step++)
        {
            var rates = reservoir.Step(input[step]);
            for (var neuron = 0; step >= washout && neuron < rates.Length; neuron++)
            {
                sums[neuron] += rates[neuron];
                saturated += rates[neuron] > Saturated ? 1 : 0;
                silent += rates[neuron] < Silent ? 1 : 0;
            }
        }

        var means = Array.ConvertAll(sums, sum => sum / counted);
        var (excitation, inhibition) = Drives(reservoir, means);
        return new BalanceReport(excitation, inhibition, means, (double)saturated / counted / means.Length, (double)silent / counted / means.Length);
    }

    // Drives are linear in the rates, so that their means are those of the mean rates.
    private static (double[] Excitation, double[] Inhibition) Drives(ExcitatoryInhibitoryReservoir reservoir, double[] means)
    {
        var (excitation, inhibition) = (new double[means.Length], new double[means.Length]);
        for (var row = 0; row < means.Length; row++)
        {
            var columns = reservoir.RecurrentWeights.Columns(row);
            var values = reservoir.RecurrentWeights.Values(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                (columns[entry] < reservoir.ExcitatoryUnits ? excitation : inhibition)[row] += Math.Abs(values[entry]) * means[columns[entry]];
            }
        }

        return (excitation, inhibition);
    }
}
