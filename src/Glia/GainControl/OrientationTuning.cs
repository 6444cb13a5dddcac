using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>Neurons tuned to orientation on a ring of 180 degrees: their feed-forward drive and their connections.</summary>
/// <remarks>Preferred and shown orientations are evenly spaced, k·π/count. Reconstructed for Duong et al. 2023, arXiv 2305.19869; the paper's own equations could not be read.</remarks>
public static class OrientationTuning
{
    /// <summary>The orientation of the k-th of so many, in radians from 0 to π.</summary>
    public static double Orientation(int index, int count) => index * Math.PI / count;

    /// <summary>Drive of every neuron by every stimulus, b + exp(κ(cos 2(φ − θ) − 1)): a matrix [neuron, stimulus].</summary>
    /// <param name="concentrations">κ of each neuron, above 0; larger is narrower.</param>
    /// <param name="stimuli">How many orientations are shown.</param>
    /// <param name="baseline">b, the drive by any stimulus, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no neurons or stimuli, a concentration is not above 0, or the baseline is negative.</exception>
    public static Matrix<double> Drive(IReadOnlyList<double> concentrations, int stimuli, double baseline = 0.05)
    {
        ArgumentNullException.ThrowIfNull(concentrations);
        ArgumentOutOfRangeException.ThrowIfZero(concentrations.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(stimuli, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(baseline);
        foreach (var concentration in concentrations)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(concentration, nameof(concentrations));
        }

        return Matrix<double>.Build.Dense(concentrations.Count, stimuli, (neuron, stimulus) =>
            baseline + Bump(concentrations[neuron], Orientation(neuron, concentrations.Count) - Orientation(stimulus, stimuli)));
    }

    /// <summary>Connections that fall off with the difference of preferred orientations; each row sums to the strength: a matrix [to, from].</summary>
    /// <param name="neurons">Neurons on the ring.</param>
    /// <param name="strength">Sum of a neuron's incoming weights, which is the spectral radius; negative for inhibition.</param>
    /// <param name="concentration">κ of the fall-off, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no neurons, or the concentration is not above 0.</exception>
    public static Matrix<double> Connections(int neurons, double strength, double concentration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neurons, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(concentration);
        var weights = Matrix<double>.Build.Dense(neurons, neurons, (to, from) => Bump(concentration, Orientation(to, neurons) - Orientation(from, neurons)));
        return weights.NormalizeRows(1) * strength;
    }

    private static double Bump(double concentration, double angle) => Math.Exp(concentration * (Math.Cos(2 * angle) - 1));
}
