namespace Glia.Reservoirs;

/// <summary>Sets every neuron's incoming inhibition at once, so that all neurons at their target rates stay there under the mean input.</summary>
/// <remarks>
/// Ω_i = [Σ A_E,ij ρ_j + W_in,i ⟨u⟩ − (1 − leak) V_i]/Σ A_I,ij ρ_j with the potential V_i = (logit ρ_i − b_i)/a_i, which is θ + logit(ρ_i)/c at first. Derived from the one-step design of
/// Srinivasan, Plenz and Girvan 2025 (equation 8), so that r = ρ is an exact fixed point for the constant input ⟨u⟩.
/// </remarks>
public static class OneStepInhibition
{
    /// <summary>Designs a reservoir's inhibition.</summary>
    /// <param name="reservoir">The reservoir; stays as it is.</param>
    /// <param name="meanInput">⟨u⟩, D numbers.</param>
    /// <param name="targets">ρ, one a neuron.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or the mean input is not finite.</exception>
    public static InhibitionResult Design(ExcitatoryInhibitoryReservoir reservoir, ReadOnlySpan<double> meanInput, TargetRates targets)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        ArgumentNullException.ThrowIfNull(targets);
        targets.RequireCount(reservoir.Units);
        if (meanInput.Length != reservoir.Inputs || meanInput.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException($"The mean input must be {reservoir.Inputs} finite numbers, one a channel; got [{string.Join(", ", meanInput.ToArray())}].", nameof(meanInput));
        }

        var factors = new double[reservoir.Units];
        var (clamped, unconnected) = (new List<int>(), new List<int>());
        for (var neuron = 0; neuron < factors.Length; neuron++)
        {
            var rate = targets.Rates[neuron];
            var potential = (Math.Log(rate / (1 - rate)) - reservoir.Offsets[neuron]) / reservoir.Slopes[neuron];
            var (excitation, inhibition) = Drives(reservoir, neuron, targets.Rates);
            var wanted = excitation + Feedforward(reservoir, neuron, meanInput) - ((1 - reservoir.Options.Leak) * potential);
            (inhibition == 0 ? unconnected : wanted < 0 ? clamped : []).Add(neuron);
            factors[neuron] = inhibition == 0 ? 1 : Math.Max(0, wanted / inhibition);
        }

        return new InhibitionResult(reservoir.ScaleInhibition(factors), factors, clamped, unconnected, []);
    }

    private static (double Excitation, double Inhibition) Drives(ExcitatoryInhibitoryReservoir reservoir, int neuron, IReadOnlyList<double> rates)
    {
        var columns = reservoir.RecurrentWeights.Columns(neuron);
        var values = reservoir.RecurrentWeights.Values(neuron);
        var (excitation, inhibition) = (0.0, 0.0);
        for (var entry = 0; entry < columns.Length; entry++)
        {
            if (columns[entry] < reservoir.ExcitatoryUnits)
            {
                excitation += values[entry] * rates[columns[entry]];
            }
            else
            {
                inhibition -= values[entry] * rates[columns[entry]];
            }
        }

        return (excitation, inhibition);
    }

    private static double Feedforward(ExcitatoryInhibitoryReservoir reservoir, int neuron, ReadOnlySpan<double> input)
    {
        var columns = reservoir.InputMatrix.Columns(neuron);
        var values = reservoir.InputMatrix.Values(neuron);
        double sum = 0;
        for (var entry = 0; entry < columns.Length; entry++)
        {
            sum += values[entry] * input[columns[entry]];
        }

        return sum;
    }
}
