using Glia.Reservoirs;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>A recurrent network with fixed weights whose neurons each have a gain: τ dz/dt = −z + g ∘ (f + W z).</summary>
/// <remarks>
/// A gain multiplies a neuron's whole input; all gains 1 is the control state. Immutable and thread-safe.
/// Reconstructed for Duong et al. 2023, arXiv 2305.19869; the paper's own equations could not be read.
/// </remarks>
public sealed class RecurrentGainNetwork
{
    private const double BelowOne = 1 - 1e-12;
    private readonly Matrix<double> _identity;

    /// <summary>Takes the feed-forward drive and the recurrent weights.</summary>
    /// <param name="drive">f [neuron, stimulus], not negative.</param>
    /// <param name="weights">W [to, from].</param>
    /// <exception cref="ArgumentException">The sizes differ, a value is not a number, a drive is negative, or the control state has no steady state.</exception>
    public RecurrentGainNetwork(Matrix<double> drive, Matrix<double> weights)
    {
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.RowCount != drive.RowCount || weights.ColumnCount != drive.RowCount)
        {
            throw new ArgumentException($"The drive has {drive.RowCount} neurons, so that weights [{drive.RowCount}, {drive.RowCount}] were expected, not [{weights.RowCount}, {weights.ColumnCount}].", nameof(weights));
        }

        foreach (var (neuron, stimulus, value) in drive.EnumerateIndexed())
        {
            if (!(value >= 0) || double.IsInfinity(value))
            {
                throw new ArgumentException($"The drive of neuron {neuron} by stimulus {stimulus} is {value}; expected a finite number, not negative. Weaker recurrent weights explain less of measured responses and leave more for the drive.", nameof(drive));
            }
        }

        foreach (var (to, from, value) in weights.EnumerateIndexed())
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"The weight from neuron {from} to neuron {to} is {value}; expected a finite number.", nameof(weights));
            }
        }

        Drive = drive.Clone();
        Weights = weights.Clone();
        _identity = Matrix<double>.Build.DenseIdentity(drive.RowCount);
        var radius = SpectralRadius.Of(Weights);
        if (radius >= 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"The network has no steady state: the largest |eigenvalue| of the weights is {radius:0.####}, and must be below 1."), nameof(weights));
        }
    }

    /// <summary>Feed-forward drive f [neuron, stimulus].</summary>
    public Matrix<double> Drive { get; }

    /// <summary>Recurrent weights W [to, from].</summary>
    public Matrix<double> Weights { get; }

    /// <summary>Number of neurons.</summary>
    public int Neurons => Drive.RowCount;

    /// <summary>Number of stimuli.</summary>
    public int Stimuli => Drive.ColumnCount;

    /// <summary>The gains of the control state: all 1.</summary>
    public Vector<double> ControlGains => Vector<double>.Build.Dense(Neurons, 1);

    /// <summary>The network whose control state gives these responses: f = (I − W) z.</summary>
    /// <param name="responses">z [neuron, stimulus] with all gains 1, such as measured tuning curves.</param>
    /// <param name="weights">W [to, from].</param>
    /// <exception cref="ArgumentException">The sizes differ, or the responses would need a negative drive: the weights are too strong for them.</exception>
    public static RecurrentGainNetwork FromResponses(Matrix<double> responses, Matrix<double> weights)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.ColumnCount != responses.RowCount)
        {
            throw new ArgumentException($"There are responses of {responses.RowCount} neurons and weights from {weights.ColumnCount}.", nameof(weights));
        }

        return new RecurrentGainNetwork(responses - (weights * responses), weights);
    }

    /// <summary>Steady-state responses z = (diag(1/g) − W)⁻¹ f to all stimuli: a matrix [neuron, stimulus].</summary>
    /// <param name="gains">One a neuron, above 0.</param>
    /// <exception cref="ArgumentException">There are not as many gains as neurons, a gain is not above 0, or there is no steady state.</exception>
    public Matrix<double> Respond(Vector<double> gains)
    {
        CheckStable(gains);
        return Loop(gains).Solve(Drive);
    }

    /// <summary>Spectral radius of diag(g) W; the network has a steady state below 1.</summary>
    public double Radius(Vector<double> gains)
    {
        CheckGains(gains);
        return SpectralRadius.Of(Matrix<double>.Build.DenseOfDiagonalVector(gains) * Weights);
    }

    /// <summary>Whether the spectral radius of diag(g) W is at most a limit; needs no eigenvalues where the largest row sum already shows it.</summary>
    internal bool IsWithin(Vector<double> gains, double limit)
    {
        var scaled = Matrix<double>.Build.DenseOfDiagonalVector(gains) * Weights;
        return scaled.InfinityNorm() <= limit || SpectralRadius.Of(scaled) <= limit;
    }

    /// <summary>Responses over time to one stimulus from rest, by Euler steps: a matrix [neuron, step].</summary>
    /// <param name="gains">One a neuron, above 0.</param>
    /// <param name="stimulus">Which stimulus.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="stepOverTimeConstant">dt/τ, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">There are not as many gains as neurons, a gain is not above 0, or there is no steady state.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stimulus, no step, or dt/τ is out of range.</exception>
    public Matrix<double> Simulate(Vector<double> gains, int stimulus, int steps, double stepOverTimeConstant)
    {
        CheckStable(gains);
        ArgumentOutOfRangeException.ThrowIfNegative(stimulus);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stimulus, Stimuli);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (stepOverTimeConstant is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(stepOverTimeConstant), stepOverTimeConstant, "dt/τ must be above 0 and at most 1.");
        }

        var drive = Drive.Column(stimulus);
        var response = Vector<double>.Build.Dense(Neurons);
        var course = Matrix<double>.Build.Dense(Neurons, steps);
        for (var step = 0; step < steps; step++)
        {
            response += stepOverTimeConstant * ((drive + (Weights * response)).PointwiseMultiply(gains) - response);
            course.SetColumn(step, response);
        }

        return course;
    }

    /// <summary>diag(1/g) − W.</summary>
    internal Matrix<double> Loop(Vector<double> gains) => Matrix<double>.Build.DenseOfDiagonalVector(1 / gains) - Weights;

    /// <summary>The read-out D = I − W, which gives the drive exactly in the control state.</summary>
    internal Matrix<double> ReadOut => _identity - Weights;

    private void CheckStable(Vector<double> gains)
    {
        CheckGains(gains);
        if (!IsWithin(gains, BelowOne))
        {
            throw new ArgumentException(FormattableString.Invariant($"The network has no steady state at these gains: the largest |eigenvalue| of diag(g) W is {Radius(gains):0.####}, and must be below 1."), nameof(gains));
        }
    }

    private void CheckGains(Vector<double> gains)
    {
        ArgumentNullException.ThrowIfNull(gains);
        if (gains.Count != Neurons)
        {
            throw new ArgumentException($"Expected {Neurons} gains, one a neuron, not {gains.Count}.", nameof(gains));
        }

        for (var neuron = 0; neuron < gains.Count; neuron++)
        {
            if (!(gains[neuron] > 0) || double.IsInfinity(gains[neuron]))
            {
                throw new ArgumentException($"The gain of neuron {neuron} is {gains[neuron]}; expected a finite number above 0.", nameof(gains));
            }
        }
    }
}
