namespace Glia.Reservoirs;

/// <summary>Every neuron adjusts slope and offset of its sigmoid until its rates are spread exponentially with a given mean.</summary>
/// <remarks>
/// With x = V and y = r = 1/(1 + exp(−(a x + b))): Δb = η (1 − (2 + 1/μ) y + y²/μ), Δa = η/a + Δb x. Triesch 2005; Schrauwen and others 2008, "Improving reservoirs using intrinsic plasticity".
/// Runs in double precision.
/// </remarks>
public static class IntrinsicPlasticity
{
    private const double LeastSlope = 1e-3;

    /// <summary>Adapts a reservoir's sigmoids.</summary>
    /// <param name="reservoir">The reservoir; stays as it is.</param>
    /// <param name="input">[T, D] like the input of later use.</param>
    /// <param name="targets">μ, one a neuron.</param>
    /// <param name="stages">Stretches with their rates η; 4,000 steps at 10⁻³ if null.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or the input is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stage is outside its range.</exception>
    public static ExcitatoryInhibitoryReservoir Adapt(ExcitatoryInhibitoryReservoir reservoir, TimeSeries input, TargetRates targets, IReadOnlyList<AdaptationStage>? stages = null)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(targets);
        stages ??= [new(4000, 1e-3)];
        targets.RequireCount(reservoir.Units);
        AdaptationStage.Require(stages, input, reservoir.Inputs);
        var dynamics = new RateDynamics(reservoir);
        var step = 0;
        foreach (var stage in stages)
        {
            for (var end = step + stage.Steps; step < end; step++)
            {
                dynamics.Step(input[step]);
                for (var neuron = 0; neuron < dynamics.Rates.Length; neuron++)
                {
                    var (x, y, mean) = (dynamics.Potentials[neuron], dynamics.Rates[neuron], targets.Rates[neuron]);
                    var change = stage.Rate * (1 - ((2 + (1 / mean)) * y) + (y * y / mean));
                    dynamics.Offsets[neuron] += change;

                    // A negative slope would turn excitation into inhibition.
                    dynamics.Slopes[neuron] = Math.Max(LeastSlope, dynamics.Slopes[neuron] + (stage.Rate / dynamics.Slopes[neuron]) + (change * x));
                }
            }
        }

        return reservoir.WithSigmoids(dynamics.Slopes, dynamics.Offsets);
    }
}
