using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>Signal statistics of a population over an ensemble of stimuli.</summary>
public static class PopulationStatistics
{
    /// <summary>Mean response of each neuron over the ensemble.</summary>
    /// <param name="responses">[neuron, stimulus].</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static Vector<double> Mean(Matrix<double> responses, StimulusEnsemble ensemble) => responses * Weights(responses, ensemble);

    /// <summary>Signal covariance over the ensemble: a matrix [neuron, neuron].</summary>
    /// <param name="responses">[neuron, stimulus].</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static Matrix<double> Covariance(Matrix<double> responses, StimulusEnsemble ensemble) => Covariance(responses, Weights(responses, ensemble));

    /// <summary>Signal correlation over the ensemble: a matrix [neuron, neuron] with ones on the diagonal; NaN for neurons that never change.</summary>
    /// <remarks>Does not change when a neuron's responses are scaled, as the covariance does.</remarks>
    /// <param name="responses">[neuron, stimulus].</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static Matrix<double> Correlation(Matrix<double> responses, StimulusEnsemble ensemble)
    {
        var covariance = Covariance(responses, ensemble);
        var deviations = covariance.Diagonal().PointwiseSqrt();
        return covariance.PointwiseDivide(deviations.OuterProduct(deviations));
    }

    /// <summary>Power (sum of squares) of the covariance off its diagonal over that on it: 0 for responses without correlation.</summary>
    /// <param name="responses">[neuron, stimulus].</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static double OffDiagonalPower(Matrix<double> responses, StimulusEnsemble ensemble)
    {
        var powers = Covariance(responses, ensemble).PointwisePower(2);
        var diagonal = powers.Diagonal().Sum();
        return (powers.RowSums().Sum() - diagonal) / diagonal;
    }

    /// <summary>Standard deviation over mean of the neurons' mean responses: 0 for a population that is equally active.</summary>
    /// <param name="responses">[neuron, stimulus].</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static double Unevenness(Matrix<double> responses, StimulusEnsemble ensemble)
    {
        var means = Mean(responses, ensemble);
        var average = means.Average();
        return Math.Sqrt((means - average).PointwisePower(2).Average()) / average;
    }

    internal static Matrix<double> Covariance(Matrix<double> responses, Vector<double> probabilities)
    {
        var centred = Centred(responses, probabilities);
        return (centred * Matrix<double>.Build.DiagonalOfDiagonalVector(probabilities)).TransposeAndMultiply(centred);
    }

    internal static Matrix<double> Centred(Matrix<double> responses, Vector<double> probabilities) =>
        responses - (responses * probabilities).OuterProduct(Vector<double>.Build.Dense(responses.ColumnCount, 1));

    private static Vector<double> Weights(Matrix<double> responses, StimulusEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(ensemble);
        if (responses.ColumnCount != ensemble.Probabilities.Count)
        {
            throw new ArgumentException($"The responses are to {responses.ColumnCount} stimuli and the ensemble has {ensemble.Probabilities.Count}.", nameof(ensemble));
        }

        return Vector<double>.Build.DenseOfEnumerable(ensemble.Probabilities);
    }
}
