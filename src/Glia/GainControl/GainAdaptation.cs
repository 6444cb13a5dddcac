using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>Finds the gains that minimise an objective, at once or stimulus by stimulus.</summary>
public static class GainAdaptation
{
    /// <summary>Gains whose diag(g) W has a larger spectral radius are never tried: beyond it the objective has false minima with negative responses.</summary>
    public const double LargestRadius = 0.98;

    private const double Tolerance = 1e-9;
    private const double SufficientDecrease = 1e-4;
    private const double LeastStep = 1e-16;
    private const int MostIterations = 500;

    /// <summary>The optimal gains for an ensemble, from the control state by quasi-Newton steps (BFGS) that stay within the stability limit.</summary>
    /// <param name="objective">What the gains minimise.</param>
    /// <param name="ensemble">How often each stimulus occurs.</param>
    /// <returns>The gains where the gradient vanishes to 1e-9 or no step makes the objective smaller.</returns>
    /// <exception cref="ArgumentException">The numbers of stimuli differ.</exception>
    public static GainSolution Solve(GainObjective objective, StimulusEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var gains = objective.Network.ControlGains;
        var (value, gradient) = (objective.Value(gains, ensemble), objective.Gradient(gains, ensemble));
        var inverseHessian = Matrix<double>.Build.DenseIdentity(gains.Count);
        var iteration = 0;
        for (; iteration < MostIterations && gradient.InfinityNorm() > Tolerance; iteration++)
        {
            var direction = -(inverseHessian * gradient);
            var (next, nextValue) = Search(objective, ensemble, gains, value, direction, gradient.DotProduct(direction));
            if (next is null)
            {
                break;
            }

            var nextGradient = objective.Gradient(next, ensemble);
            Update(inverseHessian, next - gains, nextGradient - gradient);
            (gains, value, gradient) = (next, nextValue, nextGradient);
        }

        return new GainSolution(gains, value, gradient.InfinityNorm(), iteration);
    }

    /// <summary>One step of the gains after one stimulus: g ← g − rate · dJ/dg with that stimulus alone.</summary>
    /// <remarks>Much slower than the network's own time constant, its mean over stimuli drawn from an ensemble is the gradient of the ensemble.
    /// Exactly so for <see cref="Fidelity.LinearReadout"/>; information needs more than one stimulus. A step out of the stability limit is halved until it stays within.</remarks>
    /// <param name="objective">What the gains minimise.</param>
    /// <param name="gains">The gains, one a neuron.</param>
    /// <param name="stimulus">The stimulus that was shown.</param>
    /// <param name="rate">Step size, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stimulus, or the rate is not above 0.</exception>
    /// <exception cref="ArgumentException">Sizes differ, or the network has no steady state at these gains.</exception>
    public static Vector<double> OnlineStep(GainObjective objective, Vector<double> gains, int stimulus, double rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var stimuli = objective.Network.Stimuli;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stimulus, stimuli);
        var change = -rate * objective.Gradient(gains, StimulusEnsemble.WithAdapter(stimuli, stimulus, 1));
        while (!IsAllowed(objective.Network, gains + change))
        {
            change /= 2;
        }

        return gains + change;
    }

    private static (Vector<double>? Gains, double Value) Search(
        GainObjective objective, StimulusEnsemble ensemble, Vector<double> gains, double value, Vector<double> direction, double slope)
    {
        // The last bits of the objective must not stop it short of the gradient's zero.
        var rounding = 1e-14 * Math.Abs(value);
        for (var step = 1.0; step > LeastStep; step /= 2)
        {
            var next = gains + (step * direction);
            if (IsAllowed(objective.Network, next))
            {
                var nextValue = objective.Value(next, ensemble);
                if (nextValue <= value + (SufficientDecrease * step * slope) + rounding)
                {
                    return (next, nextValue);
                }
            }
        }

        return (null, value);
    }

    private static void Update(Matrix<double> inverseHessian, Vector<double> step, Vector<double> change)
    {
        var curvature = step.DotProduct(change);
        if (curvature <= 0)
        {
            return;
        }

        var image = inverseHessian * change;
        var cross = image.OuterProduct(step);
        var updated = inverseHessian + ((1 + (change.DotProduct(image) / curvature)) / curvature * step.OuterProduct(step)) - ((cross + cross.Transpose()) / curvature);
        updated.CopyTo(inverseHessian);
    }

    private static bool IsAllowed(RecurrentGainNetwork network, Vector<double> gains) => gains.Minimum() > 0 && network.IsWithin(gains, LargestRadius);
}
