using Glia.GainControl;
using Glia.Lab.Trials;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Studies.GainControl;

/// <summary>Adapts one network to one ensemble, by its gains and by the rival accounts, and measures what changed.</summary>
internal sealed class GainTrial(GainArm arm, GainControlOptions options, TrialContext context)
{
    private const double Concentration = 1.5;
    private const double ConnectionConcentration = 2;
    private const int Perturbations = 40;

    private readonly int _adapter = options.Neurons / 2;
    private readonly StimulusEnsemble _ensemble = StimulusEnsemble.WithAdapter(options.Neurons, options.Neurons / 2, arm.AdapterProbability);

    public TrialResult Run()
    {
        var network = Network();
        var objective = new GainObjective(network, arm.Objective);
        var solution = GainAdaptation.Solve(objective, _ensemble);
        context.Step(1, 2);
        var before = network.Respond(network.ControlGains);
        var after = network.Respond(solution.Gains);
        var metrics = new Dictionary<string, double>
        {
            ["largestGradient"] = solution.LargestGradient,
            ["betterNearby"] = BetterNearby(objective, solution),
            ["adapterGain"] = solution.Gains[_adapter],
            ["offDiagonalBefore"] = PopulationStatistics.OffDiagonalPower(before, _ensemble),
            ["unevennessBefore"] = PopulationStatistics.Unevenness(before, _ensemble),
            ["correlationBefore"] = AdaptationChange.MeanCorrelation(before, _ensemble),
        };
        AdaptationChange.Between(before, after, _ensemble, _adapter).AddTo(metrics, "");
        metrics["noisyRepulsion"] = AdaptationChange.Between(Spikes(before, "before"), Spikes(after, "after"), _ensemble, _adapter).VectorRepulsion;
        AdaptationChange.Between(before, network.Respond(Shuffled(solution.Gains)), _ensemble, _adapter).AddTo(metrics, "shuffled ");
        if (arm.Strength == 0)
        {
            metrics["closedFormError"] = ClosedFormError(network, solution);
        }
        else
        {
            var synapses = new RecurrentGainNetwork(network.Drive, CovarianceMatching.Weights(network, _ensemble));
            AdaptationChange.Between(before, synapses.Respond(synapses.ControlGains), _ensemble, _adapter).AddTo(metrics, "synapses ");
        }

        context.Step(2, 2);
        return new TrialResult { Metrics = metrics, Arrays = Arrays(solution, before, after) };
    }

    // The same stream whatever the strength, so that arms differ in nothing but their setting.
    private RecurrentGainNetwork Network()
    {
        var (widths, weights) = (context.Stream("tuning widths"), context.Stream("weights"));
        var spread = arm.Setting == GainSetting.Identical ? 0 : 1;
        var concentrations = Enumerable.Range(0, options.Neurons).Select(_ => Concentration * Math.Exp(spread * options.WidthDeviation * widths.NextGaussian())).ToList();
        var jitter = Matrix<double>.Build.Dense(options.Neurons, options.Neurons, (_, _) => 1 + (spread * options.WeightDeviation * weights.NextGaussian()));
        var connections = arm.Setting == GainSetting.BroadInhibition
            ? OrientationTuning.Connections(options.Neurons, 0.5, 4) + OrientationTuning.Connections(options.Neurons, -0.8, 0.5)
            : OrientationTuning.Connections(options.Neurons, arm.Strength, ConnectionConcentration);
        return new RecurrentGainNetwork(OrientationTuning.Drive(concentrations, options.Neurons), connections.PointwiseMultiply(jitter));
    }

    private Matrix<double> Spikes(Matrix<double> responses, string when)
    {
        var random = context.Stream("spikes " + when);
        var scale = options.SpikesAtOne * options.Presentations;

        // Not Map, which goes through large matrices on several threads.
        return Matrix<double>.Build.Dense(responses.RowCount, responses.ColumnCount, (neuron, stimulus) => random.NextPoisson(Math.Max(0, responses[neuron, stimulus]) * scale) / scale);
    }

    private Vector<double> Shuffled(Vector<double> gains)
    {
        var shuffled = gains.ToArray();
        context.Stream("shuffle").Shuffle(shuffled.AsSpan());
        return Vector<double>.Build.Dense(shuffled);
    }

    private double BetterNearby(GainObjective objective, GainSolution solution)
    {
        var random = context.Stream("perturbations");
        return Enumerable.Range(0, Perturbations).Count(index =>
        {
            var size = 0.001 * Math.Pow(10, (double)index / Perturbations);
            var gains = Vector<double>.Build.Dense(solution.Gains.Count, neuron => solution.Gains[neuron] * (1 + (size * random.NextGaussian())));
            return objective.Value(gains, _ensemble) < solution.Value;
        });
    }

    private double ClosedFormError(RecurrentGainNetwork network, GainSolution solution)
    {
        var squares = network.Drive.PointwisePower(2);
        var (q, q0) = (squares * Vector<double>.Build.DenseOfEnumerable(_ensemble.Probabilities), squares.RowSums() / network.Stimuli);
        return Enumerable.Range(0, network.Neurons).Max(neuron =>
            Math.Abs(UncoupledGain.Optimum(q[neuron], q0[neuron], arm.Objective.ActivityWeight, arm.Objective.GainWeight) - solution.Gains[neuron]));
    }

    private Dictionary<string, NumericArray> Arrays(GainSolution solution, Matrix<double> before, Matrix<double> after)
    {
        var aside = _adapter + (options.Neurons / 6);
        return new Dictionary<string, NumericArray>
        {
            ["gains"] = NumericArray.Of(solution.Gains),
            ["shifts"] = NumericArray.Of(AdaptationChange.Shifts(before, after, _adapter)),
            ["adapter before"] = NumericArray.Of(before.Row(_adapter)),
            ["adapter after"] = NumericArray.Of(after.Row(_adapter)),
            ["aside before"] = NumericArray.Of(before.Row(aside)),
            ["aside after"] = NumericArray.Of(after.Row(aside)),
            ["means before"] = NumericArray.Of(PopulationStatistics.Mean(before, _ensemble)),
            ["means after"] = NumericArray.Of(PopulationStatistics.Mean(after, _ensemble)),
        };
    }
}
