using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>The rival account of adaptation: synapses change and gains do not.</summary>
public static class CovarianceMatching
{
    /// <summary>Recurrent weights that bring the responses' covariance under an ensemble back to what it is under uniform stimuli.</summary>
    /// <remarks>Whitening towards the control state: responses (I − W)⁻¹ f are followed by the symmetric map T that takes one covariance to the other
    /// with the least change of responses (optimal transport between Gaussians), and W' = I − (I − W) T⁻¹.</remarks>
    /// <param name="network">The network in its control state.</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <param name="ridge">Added to both covariances, as a share of their mean variance, above 0: tuned responses span few dimensions.</param>
    /// <returns>Weights [to, from].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The ridge is not above 0.</exception>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static Matrix<double> Weights(RecurrentGainNetwork network, StimulusEnsemble ensemble, double ridge = 0.01)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ridge);
        var responses = network.Respond(network.ControlGains);
        var control = PopulationStatistics.Covariance(responses, StimulusEnsemble.Uniform(network.Stimuli));
        var noise = Matrix<double>.Build.DenseIdentity(network.Neurons) * (ridge * control.Diagonal().Average());
        var (target, current) = (control + noise, PopulationStatistics.Covariance(responses, ensemble) + noise);
        var root = SymmetricPower(target, 0.5);
        var map = root * SymmetricPower(root * current * root, -0.5) * root;
        return Matrix<double>.Build.DenseIdentity(network.Neurons) - (network.ReadOut * map.Inverse());
    }

    private static Matrix<double> SymmetricPower(Matrix<double> matrix, double exponent)
    {
        var parts = ((matrix + matrix.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        return parts.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(parts.EigenValues.Real().PointwisePower(exponent)).TransposeAndMultiply(parts.EigenVectors);
    }
}
