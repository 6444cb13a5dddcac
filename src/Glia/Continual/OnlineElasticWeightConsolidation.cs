using System.Numerics.Tensors;
using Glia.Networks;

namespace Glia.Continual;

/// <summary>Online EWC: one penalty for all earlier tasks, L + λ Σ_i F_i (θ_i − θ*_i)² with F ← γF + F_t and θ* where the last task ended.</summary>
/// <remarks>
/// <para>Source: Schwarz et al. 2018 (progress and compress). The factor is λ as in Avalanche; others write λ/2.</para>
/// <para>It differs from <see cref="ElasticWeightConsolidation"/> in the centre: earlier tasks' centres are forgotten, also with γ = 1.</para>
/// <para>Cost: one pass over the parameters a step.</para>
/// </remarks>
/// <param name="strength">λ ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
/// <exception cref="ArgumentOutOfRangeException">λ is negative or not finite.</exception>
public sealed class OnlineElasticWeightConsolidation(double strength) : IContinualStrategy
{
    private float[] _information = [];
    private QuadraticPenalty? _penalty;
    private long _gradients;

    /// <summary>λ.</summary>
    public double Strength { get; } = Continual.Strength.Checked(strength, "Online EWC's strength λ");

    /// <summary>γ, from 0 to 1: the share of earlier tasks' information that is left when a task ends. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">γ is not in 0 … 1.</exception>
    public double Decay { get; init => field = CheckedDecay(value); } = 1;

    /// <summary>How the Fisher information is estimated at the end of a task. Default per-sample empirical from 1,000 samples.</summary>
    public FisherEstimator Fisher { get; init; } = new();

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => new(3L * sizeof(float) * _information.Length, 0, _gradients);

    /// <summary>The penalty at the network's parameters, λ included; 0 before the first task has ended.</summary>
    public double Penalty(ITrainableNetwork network) => Strength * (_penalty?.Value(network.Parameters) ?? 0);

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient) =>
        _penalty?.AddGradient(batch.Network.Parameters, (float)Strength, gradient);

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        var latest = Fisher.Estimate(phase.Network, phase.Task.Train, phase.Random);
        _gradients += Fisher.GradientsOf(phase.Task.Train);
        if (_information.Length == 0)
        {
            _information = new float[latest.Length];
        }

        TensorPrimitives.MultiplyAdd(_information, (float)Decay, latest, _information);
        _penalty = new QuadraticPenalty(latest.Length);
        _penalty.Add(_information, phase.Network.Parameters);
    }

    private static double CheckedDecay(double decay) => decay is >= 0 and <= 1
        ? decay
        : throw new ArgumentOutOfRangeException(nameof(decay), decay, "Online EWC's decay γ must be from 0 to 1.");
}
