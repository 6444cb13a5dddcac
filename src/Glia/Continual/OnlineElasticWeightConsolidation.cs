using Glia.Networks;

namespace Glia.Continual;

/// <summary>Online EWC: one running Fisher information and the last task's parameters, L + λ Σ_i F_i (θ_i − θ*_i)² with F ← γF + F_t after task t.</summary>
/// <remarks>
/// <para>Source: Schwarz et al. 2018. The factor is λ, not λ/2, as in <see cref="ElasticWeightConsolidation"/>, which keeps a centre for every task.</para>
/// <para>Cost: one pass over the parameters a step.</para>
/// </remarks>
public sealed class OnlineElasticWeightConsolidation : IContinualStrategy
{
    private float[] _fisher = [];
    private QuadraticPenalty? _penalty;
    private long _gradientSamples;

    /// <summary>Makes the strategy.</summary>
    /// <param name="strength">λ ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not finite.</exception>
    public OnlineElasticWeightConsolidation(double strength)
    {
        Strength = Continual.Strength.Checked(strength, "Online EWC's strength λ");
    }

    /// <summary>λ.</summary>
    public double Strength { get; }

    /// <summary>γ, what the Fisher information of earlier tasks is multiplied with at the end of a task; from 0 to 1. Default 1 (none is forgotten).</summary>
    /// <exception cref="ArgumentOutOfRangeException">γ is not in 0 … 1.</exception>
    public double Decay
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Online EWC's Decay γ must be from 0 to 1.");
    } = 1;

    /// <summary>How the Fisher information is estimated at the end of a task. Default per-sample empirical from 1,000 samples.</summary>
    public FisherEstimator Fisher { get; init; } = new();

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => new() { StateBytes = 3L * sizeof(float) * _fisher.Length, GradientSamples = _gradientSamples };

    /// <summary>The penalty at the network's parameters, λ included; 0 before the first task has ended.</summary>
    public double Penalty(ITrainableNetwork network) => Strength * (_penalty?.Value(network.Parameters) ?? 0);

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient) =>
        _penalty?.AddGradient(batch.Network.Parameters, (float)Strength, gradient);

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        var latest = Fisher.Estimate(phase.Network, phase.Task.Train, phase.Random);
        _gradientSamples += Math.Min(Fisher.Samples, phase.Task.Train.Count);
        if (_fisher.Length == 0)
        {
            _fisher = latest;
        }
        else
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<float>(_fisher, (float)Decay, latest, _fisher);
        }

        _penalty = new QuadraticPenalty(_fisher.Length);
        _penalty.Add(_fisher, phase.Network.Parameters);
    }
}
