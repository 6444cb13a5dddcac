using Glia.Networks;

namespace Glia.Continual;

/// <summary>EWC: parameters that mattered to earlier tasks are held where they were, L + λ Σ_k Σ_i F^k_i (θ_i − θ^k_i)².</summary>
/// <remarks>
/// <para>Source: Kirkpatrick et al. 2017, one penalty a task. The factor is λ as in Avalanche; Kirkpatrick's and van de Ven's λ/2 is half of it.
/// With <see cref="Decay"/> earlier penalties fade but keep their centres; <see cref="OnlineElasticWeightConsolidation"/> keeps only the last.</para>
/// <para>Cost: one pass over the parameters a step, however many tasks.</para>
/// </remarks>
public sealed class ElasticWeightConsolidation : IContinualStrategy
{
    private QuadraticPenalty? _penalty;
    private long _parameters;
    private long _gradientSamples;

    /// <summary>Makes the strategy.</summary>
    /// <param name="strength">λ ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not finite.</exception>
    public ElasticWeightConsolidation(double strength)
    {
        Strength = Continual.Strength.Checked(strength, "EWC's strength λ");
    }

    /// <summary>λ.</summary>
    public double Strength { get; }

    /// <summary>How the Fisher information is estimated at the end of a task. Default per-sample empirical from 1,000 samples.</summary>
    public FisherEstimator Fisher { get; init; } = new();

    /// <summary>γ: what earlier penalties are multiplied with at the end of a task. Default 1 (none is forgotten).</summary>
    public double Decay { get; init; } = 1;

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => new() { StateBytes = 2 * sizeof(float) * _parameters, GradientSamples = _gradientSamples };

    /// <summary>The penalty at the network's parameters, λ included; 0 before the first task has ended.</summary>
    public double Penalty(ITrainableNetwork network) => Strength * (_penalty?.Value(network.Parameters) ?? 0);

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient) =>
        _penalty?.AddGradient(batch.Network.Parameters, (float)Strength, gradient);

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        _parameters = phase.Network.Parameters.Length;
        _gradientSamples += Math.Min(Fisher.Samples, phase.Task.Train.Count);
        _penalty ??= new QuadraticPenalty(phase.Network.Parameters.Length);
        if (Decay != 1)
        {
            _penalty.Decay((float)Decay);
        }

        _penalty.Add(Fisher.Estimate(phase.Network, phase.Task.Train, phase.Random), phase.Network.Parameters);
    }
}
