using Glia.GainControl;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Studies.GainControl;

/// <summary>What adaptation changed in a population's tuning curves.</summary>
/// <param name="AdapterPeak">Peak of the neuron that prefers the adapter, over that before.</param>
/// <param name="LargestMinimum">The largest ratio of a neuron's minimum to that before.</param>
/// <param name="OrthogonalPeak">Peak of the neuron orthogonal to the adapter, over that before.</param>
/// <param name="Repulsion">Mean shift of neurons 10 to 40° from the adapter, away from it, degrees, by a parabola.</param>
/// <param name="VectorRepulsion">The same by vector sums.</param>
/// <param name="LargestShift">Largest shift of any neuron, degrees, by a parabola.</param>
/// <param name="OffDiagonal">Off-diagonal power of the covariance under the biased ensemble, after.</param>
/// <param name="Correlation">Mean magnitude of the correlation coefficients under the biased ensemble, after.</param>
/// <param name="LargestCorrelationChange">Largest change of a correlation coefficient.</param>
/// <param name="Unevenness">Standard deviation over mean of the neurons' mean responses, after.</param>
internal sealed record AdaptationChange(
    double AdapterPeak,
    double LargestMinimum,
    double OrthogonalPeak,
    double Repulsion,
    double VectorRepulsion,
    double LargestShift,
    double OffDiagonal,
    double Correlation,
    double LargestCorrelationChange,
    double Unevenness)
{
    private const double Nearest = 10 - 1e-9;
    private const double Farthest = 40 + 1e-9;

    public static AdaptationChange Between(Matrix<double> before, Matrix<double> after, StimulusEnsemble ensemble, int adapter)
    {
        var neurons = before.RowCount;
        var degrees = Degrees(adapter, neurons);
        var flank = Enumerable.Range(0, neurons).Where(neuron => Math.Abs(PreferredOrientation.Difference(degrees, Degrees(neuron, neurons))) is >= Nearest and <= Farthest).ToList();
        var shifts = Shifts(before, after, adapter);
        var orthogonal = (adapter + (neurons / 2)) % neurons;
        return new AdaptationChange(
            after.Row(adapter).Maximum() / before.Row(adapter).Maximum(),
            Enumerable.Range(0, neurons).Max(neuron => after.Row(neuron).Minimum() / before.Row(neuron).Minimum()),
            after.Row(orthogonal).Maximum() / before.Row(orthogonal).Maximum(),
            flank.Average(neuron => shifts[neuron]),
            flank.Average(neuron => PreferredOrientation.Repulsion(
                PreferredOrientation.FromVectorSum(before.Row(neuron)), PreferredOrientation.FromVectorSum(after.Row(neuron)), degrees)),
            shifts.AbsoluteMaximum(),
            PopulationStatistics.OffDiagonalPower(after, ensemble),
            MeanCorrelation(after, ensemble),
            (PopulationStatistics.Correlation(after, ensemble) - PopulationStatistics.Correlation(before, ensemble)).Enumerate().Max(Math.Abs),
            PopulationStatistics.Unevenness(after, ensemble));
    }

    public static Vector<double> Shifts(Matrix<double> before, Matrix<double> after, int adapter) =>
        Vector<double>.Build.Dense(before.RowCount, neuron => PreferredOrientation.Repulsion(
            PreferredOrientation.FromParabola(before.Row(neuron)), PreferredOrientation.FromParabola(after.Row(neuron)), Degrees(adapter, before.ColumnCount)));

    public static double MeanCorrelation(Matrix<double> responses, StimulusEnsemble ensemble)
    {
        var neurons = responses.RowCount;
        return (PopulationStatistics.Correlation(responses, ensemble).PointwiseAbs().RowSums().Sum() - neurons) / (neurons * (neurons - 1));
    }

    public void AddTo(Dictionary<string, double> metrics, string account)
    {
        metrics[account + "adapterPeak"] = AdapterPeak;
        metrics[account + "largestMinimum"] = LargestMinimum;
        metrics[account + "orthogonalPeak"] = OrthogonalPeak;
        metrics[account + "repulsion"] = Repulsion;
        metrics[account + "vectorRepulsion"] = VectorRepulsion;
        metrics[account + "largestShift"] = LargestShift;
        metrics[account + "offDiagonal"] = OffDiagonal;
        metrics[account + "correlation"] = Correlation;
        metrics[account + "correlationChange"] = LargestCorrelationChange;
        metrics[account + "unevenness"] = Unevenness;
    }

    private static double Degrees(int index, int count) => index * PreferredOrientation.Period / count;
}
