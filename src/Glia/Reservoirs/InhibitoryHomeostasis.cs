namespace Glia.Reservoirs;

/// <summary>Every neuron adjusts its own incoming inhibition until its mean rate meets its target: A_ij ← max(floor, A_ij + δ (r_i − ρ_i)).</summary>
/// <remarks>Srinivasan, Plenz and Girvan 2025, equation 7. Runs in double precision on the reservoir's equation, while an input runs; the result's weights are fixed.</remarks>
public static class InhibitoryHomeostasis
{
    private const double MostClamped = 0.2;

    /// <summary>Adapts a reservoir's inhibition.</summary>
    /// <param name="reservoir">The reservoir; stays as it is.</param>
    /// <param name="input">[T, D] like the input of later use, with at least as many steps as the stages have.</param>
    /// <param name="targets">ρ, one a neuron.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or the input is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stage or the floor is outside its range.</exception>
    public static InhibitionResult Adapt(ExcitatoryInhibitoryReservoir reservoir, TimeSeries input, TargetRates targets, InhibitoryHomeostasisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(targets);
        var setting = options ?? new InhibitoryHomeostasisOptions();
        targets.RequireCount(reservoir.Units);
        AdaptationStage.Require(setting.Stages, input, reservoir.Inputs);
        if (!(setting.Floor >= 0) || !double.IsFinite(setting.Floor))
        {
            throw new ArgumentOutOfRangeException(nameof(options), setting.Floor, "InhibitoryHomeostasisOptions.Floor must be 0 or more and finite.");
        }

        var dynamics = new RateDynamics(reservoir);
        var before = Sums(dynamics);
        var last = new LastStage(dynamics, setting.Stages[^1].Steps, setting.Floor);
        var step = 0;
        for (var index = 0; index < setting.Stages.Count; index++)
        {
            var stage = setting.Stages[index];
            for (var end = step + stage.Steps; step < end; step++)
            {
                dynamics.Step(input[step]);
                Change(dynamics, targets, stage.Rate, setting);
                if (index == setting.Stages.Count - 1)
                {
                    last.Note();
                }
            }
        }

        return Result(reservoir, dynamics, before, last, AdaptationInput.Warnings(input));
    }

    private static void Change(RateDynamics dynamics, TargetRates targets, double rate, InhibitoryHomeostasisOptions setting)
    {
        var isVogels = setting.Variant == HomeostasisVariant.Vogels;
        for (var neuron = 0; neuron < dynamics.Rates.Length; neuron++)
        {
            var change = rate * (dynamics.Rates[neuron] - targets.Rates[neuron]);
            var (first, count) = dynamics.Inhibitory(neuron).GetOffsetAndLength(dynamics.Weights.Length);
            for (var entry = first; entry < first + count; entry++)
            {
                // Weights are negative here, sizes are what the rule changes.
                var size = (change * (isVogels ? dynamics.Rates[dynamics.Source(entry)] : 1)) - dynamics.Weights[entry];
                dynamics.Weights[entry] = -Math.Max(setting.Floor, size);
            }
        }
    }

    private static InhibitionResult Result(ExcitatoryInhibitoryReservoir reservoir, RateDynamics dynamics, double[] before, LastStage last, IEnumerable<string> inputWarnings)
    {
        var after = Sums(dynamics);
        var unconnected = Enumerable.Range(0, after.Length).Where(neuron => before[neuron] == 0).ToList();
        var touched = last.ShareAtFloor.Count(share => share > 0);
        var warnings = inputWarnings.ToList();
        if (touched > MostClamped * after.Length)
        {
            warnings.Add($"{touched} of {after.Length} neurons were without inhibition at times: their targets are out of reach, or the rate is so large that weights jump past them; lower either");
        }

        var clamped = Enumerable.Range(0, after.Length).Where(neuron => last.ShareAtFloor[neuron] > 0.5).ToList();
        return new InhibitionResult(reservoir.WithRecurrentWeights(dynamics.ToRows()), [.. after.Zip(before, (now, then) => then == 0 ? 1 : now / then)], clamped, unconnected, warnings)
        {
            FinalRates = last.MeanRates,
        };
    }

    private static double[] Sums(RateDynamics dynamics) =>
        [.. Enumerable.Range(0, dynamics.Rates.Length).Select(neuron => -dynamics.Weights[dynamics.Inhibitory(neuron)].Sum())];

    /// <summary>What happens during the last stage: how often neurons are without inhibition, and their rates in its second half.</summary>
    private sealed class LastStage(RateDynamics dynamics, int steps, double floor)
    {
        private readonly int[] _atFloor = new int[dynamics.Rates.Length];
        private readonly double[] _rates = new double[dynamics.Rates.Length];
        private int _step;

        public double[] ShareAtFloor => Array.ConvertAll(_atFloor, count => (double)count / steps);

        public double[] MeanRates => Array.ConvertAll(_rates, sum => sum / (steps - (steps / 2)));

        public void Note()
        {
            for (var neuron = 0; neuron < _rates.Length; neuron++)
            {
                _rates[neuron] += _step >= steps / 2 ? dynamics.Rates[neuron] : 0;
                var inhibitory = dynamics.Weights.AsSpan(dynamics.Inhibitory(neuron));
                _atFloor[neuron] += inhibitory.Length > 0 && !inhibitory.ContainsAnyExceptInRange(-floor, 0) ? 1 : 0;
            }

            _step++;
        }
    }
}
