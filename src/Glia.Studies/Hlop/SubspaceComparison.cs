using Glia.Subspaces;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Studies.Hlop;

/// <summary>What Oja's rule learnt online of an activity, beside the principal components of the same activity.</summary>
/// <param name="MeanAngle">Mean principal angle between the two subspaces, degrees.</param>
/// <param name="LargestAngle">Largest principal angle, degrees.</param>
/// <param name="LearnedShare">Share of the activity's energy in the learnt subspace.</param>
/// <param name="PrincipalShare">Share in the principal subspace of as many rows: the most that is possible on these samples.</param>
internal sealed record SubspaceComparison(double MeanAngle, double LargestAngle, double LearnedShare, double PrincipalShare)
{
    public static SubspaceComparison Of(OjaSubspace subspace, List<float[]> activity)
    {
        var samples = Matrix<double>.Build.Dense(activity.Count, subspace.Inputs, (row, column) => activity[row][column]);
        var learned = Matrix<double>.Build.Dense(subspace.Rows, subspace.Inputs, (row, column) => subspace.Row(row)[column]);
        var principal = PrincipalAngles.PrincipalRows(samples, subspace.Rows);
        var angles = PrincipalAngles.Between(learned, principal);
        return new SubspaceComparison(angles.Average(), angles[^1], PrincipalAngles.ExplainedShare(samples, learned), PrincipalAngles.ExplainedShare(samples, principal));
    }

    public void AddTo(Dictionary<string, double> metrics, int layer)
    {
        metrics[$"meanAngle{layer}"] = MeanAngle;
        metrics[$"largestAngle{layer}"] = LargestAngle;
        metrics[$"learnedShare{layer}"] = LearnedShare;
        metrics[$"principalShare{layer}"] = PrincipalShare;
    }
}
