using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>What gains minimise: infidelity of the stimuli's representation, activity, and distance from the control state.</summary>
/// <remarks>
/// J(g) = ½ E‖f − D z‖² + α/2 E‖z‖² + γ/2 ‖g − 1‖² − h·g. The set point h is the derivative of the first two terms at g = 1 under uniform
/// stimuli, so that the control state is optimal there. Only gains below the stability limit have a value. Immutable and thread-safe.
/// Reconstructed for Duong et al. 2023, arXiv 2305.19869; the paper's own equations could not be read.
/// </remarks>
public sealed class GainObjective
{
    private readonly GainObjectiveOptions _options;
    private readonly Matrix<double> _readOut;

    /// <summary>The objective of a network.</summary>
    /// <param name="network">The network whose gains adapt.</param>
    /// <param name="options">Terms and weights; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is outside its range.</exception>
    public GainObjective(RecurrentGainNetwork network, GainObjectiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _options = (options ?? new GainObjectiveOptions()).Validated();
        _readOut = network.ReadOut;
        Network = network;
        SetPoint = Vector<double>.Build.Dense(network.Neurons);
        SetPoint = Gradient(network.ControlGains, StimulusEnsemble.Uniform(network.Stimuli));
    }

    /// <summary>The network.</summary>
    public RecurrentGainNetwork Network { get; }

    /// <summary>h, one a neuron.</summary>
    public Vector<double> SetPoint { get; }

    /// <summary>J at these gains.</summary>
    /// <exception cref="ArgumentException">Sizes differ, a gain is not above 0, or the network has no steady state.</exception>
    public double Value(Vector<double> gains, StimulusEnsemble ensemble)
    {
        var probabilities = Probabilities(ensemble);
        var responses = Network.Respond(gains);
        return Infidelity(responses, probabilities) + (_options.ActivityWeight * Activity(responses, probabilities))
            + (0.5 * _options.GainWeight * (gains - 1).DotProduct(gains - 1)) - SetPoint.DotProduct(gains);
    }

    /// <summary>dJ/dg, one a neuron, in closed form: with K = (diag(1/g) − W)⁻¹, dz/dg = K[:, k] z / g².</summary>
    /// <exception cref="ArgumentException">Sizes differ, a gain is not above 0, or the network has no steady state.</exception>
    public Vector<double> Gradient(Vector<double> gains, StimulusEnsemble ensemble)
    {
        var probabilities = Probabilities(ensemble);
        var responses = Network.Respond(gains);
        var cost = _options.ActivityCost == ActivityCost.SquaredNorm ? responses : responses.PointwiseSign();
        var sensitivity = InfidelityGradient(responses, probabilities) + (_options.ActivityWeight * cost);
        var upstream = Network.Loop(gains).Transpose().Solve(sensitivity);
        return (upstream.PointwiseMultiply(responses) * probabilities).PointwiseDivide(gains.PointwiseMultiply(gains))
            + (_options.GainWeight * (gains - 1)) - SetPoint;
    }

    private double Infidelity(Matrix<double> responses, Vector<double> probabilities)
    {
        if (_options.Fidelity == Fidelity.LinearReadout)
        {
            return 0.5 * Errors(responses).PointwisePower(2).ColumnSums().DotProduct(probabilities);
        }

        var scaled = PopulationStatistics.Covariance(responses, probabilities) / _options.NoiseVariance;
        return -0.5 * (scaled + Matrix<double>.Build.DenseIdentity(scaled.RowCount)).Cholesky().DeterminantLn;
    }

    // Per unit of a stimulus's probability: the gradient by its responses, [neuron, stimulus].
    private Matrix<double> InfidelityGradient(Matrix<double> responses, Vector<double> probabilities)
    {
        if (_options.Fidelity == Fidelity.LinearReadout)
        {
            return -_readOut.TransposeThisAndMultiply(Errors(responses));
        }

        var covariance = PopulationStatistics.Covariance(responses, probabilities);
        var noise = Matrix<double>.Build.DenseIdentity(covariance.RowCount) * _options.NoiseVariance;
        return -(covariance + noise).Cholesky().Solve(PopulationStatistics.Centred(responses, probabilities));
    }

    private double Activity(Matrix<double> responses, Vector<double> probabilities) => _options.ActivityCost == ActivityCost.SquaredNorm
        ? 0.5 * responses.PointwisePower(2).ColumnSums().DotProduct(probabilities)
        : responses.PointwiseAbs().ColumnSums().DotProduct(probabilities);

    private Matrix<double> Errors(Matrix<double> responses) => Network.Drive - (_readOut * responses);

    private Vector<double> Probabilities(StimulusEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        if (ensemble.Probabilities.Count != Network.Stimuli)
        {
            throw new ArgumentException($"The network has {Network.Stimuli} stimuli and the ensemble {ensemble.Probabilities.Count}.", nameof(ensemble));
        }

        return Vector<double>.Build.DenseOfEnumerable(ensemble.Probabilities);
    }
}
