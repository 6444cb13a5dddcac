using Glia.Lab.Trials;
using Glia.Memories;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>One trial: a memory is filled, cued and read.</summary>
internal sealed class MemoryTrial(MemoryArm arm, MultitaskingHopfieldOptions options, TrialContext context)
{
    private readonly Dictionary<string, double> _metrics = [];

    public TrialResult Run()
    {
        switch (arm.Part)
        {
            case MemoryPart.Theory:
                Theory();
                break;
            case MemoryPart.PhaseMap:
                return Map();
            case MemoryPart.Noise:
                Noise();
                break;
            case MemoryPart.Learning:
                Learn();
                break;
            case MemoryPart.Digits:
                new DigitMemory(arm, options, context).Into(_metrics);
                break;
            default:
                Recall();
                break;
        }

        return new TrialResult { Metrics = _metrics };
    }

    private void Recall()
    {
        var patterns = Patterns(options.Neurons);
        var couplings = FactorisedCouplings.Of(patterns);
        var cue = arm.Part == MemoryPart.RecallOfMixture ? patterns.Mixture(context.Stream("cue")) : patterns.Cue(0, context.Stream("cue"));
        var dynamics = new GlauberDynamics(couplings, cue, context.Stream("order"));
        var (energy, rises, changed) = (couplings.Energy(cue), 0, true);
        for (var sweep = 0; changed; sweep++)
        {
            context.Stop.ThrowIfCancellationRequested();
            changed = dynamics.Sweep(0) > 0;
            var next = couplings.Energy(dynamics.State);
            rises += next > energy + (1e-9 * Math.Abs(energy)) ? 1 : 0;
            (energy, _metrics["sweeps"]) = (next, sweep + 1);
        }

        Amplitudes(patterns.Magnetisations(dynamics.State));
        _metrics["energy rises"] = rises;
        _metrics["identity error"] = IdentityError(patterns, couplings, dynamics.State);
        _metrics["random signs"] = patterns.Magnetisations(DilutedPatterns.Draw(options.Neurons, 1, 0, context.Stream("signs"))[0]).Max(Math.Abs);
    }

    // −H/N = ½ Σ (n² − L₊ L₋ − n/N), the last term for the couplings of neurons to themselves, which are left out: exact for every state.
    private static double IdentityError(DilutedPatterns patterns, FactorisedCouplings couplings, ReadOnlySpan<sbyte> state)
    {
        var sum = 0.0;
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            var (loss, negative) = patterns.Losses(pattern, state);
            var share = patterns.NonBlankShare(pattern);
            sum += ((share * share) - (loss * negative) - (share / patterns.Neurons)) / 2;
        }

        return Math.Abs((-couplings.Energy(state) / patterns.Neurons) - sum);
    }

    private void Noise()
    {
        var patterns = Patterns(options.Neurons);
        var dynamics = new GlauberDynamics(FactorisedCouplings.Of(patterns), patterns.Cue(0, context.Stream("cue")), context.Stream("noise"));
        var means = new double[patterns.Count];
        for (var sweep = 0; sweep < options.Sweeps; sweep++)
        {
            context.Stop.ThrowIfCancellationRequested();
            dynamics.Sweep(arm.Temperature * (1 - arm.Dilution));
            if (sweep >= options.Sweeps / 2)
            {
                var sorted = Sorted(patterns.Magnetisations(dynamics.State));
                for (var rank = 0; rank < means.Length; rank++)
                {
                    means[rank] += sorted[rank] / (options.Sweeps - (options.Sweeps / 2));
                }
            }
        }

        Amplitudes(means);
        _metrics["last over first"] = means[^1] / means[0];
    }

    private void Theory()
    {
        var equations = new SelfConsistency(arm.Patterns, arm.Dilution, arm.Temperature * (1 - arm.Dilution));
        var lowest = equations.Lowest();
        Amplitudes(lowest.Amplitudes);
        _metrics["phase"] = (double)lowest.Phase;
        _metrics["stable"] = lowest.IsStable ? 1 : 0;
        _metrics["from one pattern"] = equations.Solve(equations.PerturbedSingle()).Amplitudes[0];
    }

    private TrialResult Map()
    {
        var phases = new double[options.MapSteps * options.MapSteps];
        for (var row = 0; row < options.MapSteps; row++)
        {
            context.Step(row, options.MapSteps);
            for (var column = 0; column < options.MapSteps; column++)
            {
                context.Stop.ThrowIfCancellationRequested();
                var (dilution, temperature) = (MapDilution(column, options), MapTemperature(row, options));
                var state = new SelfConsistency(arm.Patterns, dilution, temperature * (1 - dilution)).Lowest();
                phases[(row * options.MapSteps) + column] = state.Amplitudes[0] < 1e-3 ? double.NaN : state.Amplitudes[^1] / state.Amplitudes[0];
            }
        }

        return new TrialResult { Metrics = _metrics, Arrays = new Dictionary<string, NumericArray> { ["last over first"] = new([options.MapSteps, options.MapSteps], phases) } };
    }

    internal static double MapDilution(int column, MultitaskingHopfieldOptions options) => 0.95 * (column + 0.5) / options.MapSteps;

    internal static double MapTemperature(int row, MultitaskingHopfieldOptions options) => 1.05 * (options.MapSteps - row - 0.5) / options.MapSteps;

    private void Learn()
    {
        var patterns = Patterns(options.LearningNeurons);
        var examples = new ExampleSet(patterns, options.Quality, arm.Examples, context.Stream("examples"));
        var dynamics = new GlauberDynamics(examples.Couplings(arm.Rule), patterns.Cue(0, context.Stream("cue")), context.Stream("order"));
        _metrics["converged"] = dynamics.Relax().Converged ? 1 : 0;
        Amplitudes(patterns.Magnetisations(dynamics.State));
        _metrics["entropy"] = examples.Entropy;
    }

    private DilutedPatterns Patterns(int neurons) => DilutedPatterns.Draw(neurons, arm.Patterns, arm.Dilution, context.Stream("patterns"));

    private void Amplitudes(IReadOnlyList<double> magnetisations)
    {
        var sorted = Sorted(magnetisations);
        for (var rank = 0; rank < sorted.Count; rank++)
        {
            _metrics[$"m{rank + 1}"] = sorted[rank];
        }
    }

    private static List<double> Sorted(IEnumerable<double> magnetisations) => [.. magnetisations.Select(Math.Abs).OrderDescending()];
}
