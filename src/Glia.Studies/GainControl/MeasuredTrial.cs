using Glia.GainControl;
using Glia.Lab.Trials;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Studies.GainControl;

/// <summary>Predicts the user's adapted tuning curves from the unadapted ones.</summary>
internal static class MeasuredTrial
{
    private const double ConnectionConcentration = 2;

    public static TrialResult Run(GainArm arm, GainControlOptions options)
    {
        var (control, adapted) = (TuningCurveFile.Read(options.ControlCurves), TuningCurveFile.Read(options.AdaptedCurves));
        if (control.RowCount != adapted.RowCount || control.ColumnCount != adapted.ColumnCount)
        {
            throw new ArgumentException($"{options.ControlCurves} has {control.RowCount} neurons and {control.ColumnCount} orientations, {options.AdaptedCurves} {adapted.RowCount} and {adapted.ColumnCount}; the tables must be of the same neurons and orientations.");
        }

        var adapter = options.MeasuredAdapter * control.ColumnCount / PreferredOrientation.Period;
        if (Math.Abs(adapter - Math.Round(adapter)) > 1e-6)
        {
            throw new ArgumentException(FormattableString.Invariant($"measuredAdapter={options.MeasuredAdapter} is none of the orientations in {options.ControlCurves}, which are {PreferredOrientation.Period / control.ColumnCount}° apart."));
        }

        var network = RecurrentGainNetwork.FromResponses(control, Connections(control, arm.Strength));
        var ensemble = StimulusEnsemble.WithAdapter(control.ColumnCount, (int)Math.Round(adapter) % control.ColumnCount, arm.AdapterProbability);
        var predicted = network.Respond(GainAdaptation.Solve(new GainObjective(network, arm.Objective), ensemble).Gains) - control;
        var measured = adapted - control;
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["changeCorrelation"] = MathNet.Numerics.Statistics.Correlation.Pearson(predicted.Enumerate(), measured.Enumerate()),
                ["errorShare"] = Math.Pow((predicted - measured).FrobeniusNorm() / measured.FrobeniusNorm(), 2),
            },
        };
    }

    private static Matrix<double> Connections(Matrix<double> curves, double strength)
    {
        var preferred = curves.EnumerateRows().Select(PreferredOrientation.FromVectorSum).ToList();
        return Matrix<double>.Build.Dense(preferred.Count, preferred.Count, (to, from) =>
            Math.Exp(ConnectionConcentration * (Math.Cos(2 * Math.PI / 180 * (preferred[to] - preferred[from])) - 1))).NormalizeRows(1) * strength;
    }
}
