namespace Glia.Networks.Spiking;

/// <summary>DSR: the network is trained as if weighted firing rates passed through clamps, which they do in the limit of many steps.</summary>
/// <remarks>
/// <para>V ← βV + (1 − β)I with β = e^(−Δt/τ); a spike of size V_th/Δt if V ≥ αV_th, which takes V_th off V. Weighted rate wr(s) = Σ_t w_t s_t / Σ_t w_t with
/// w_t = e^(−(T − t)Δt/τ), t = 1 … T. With G = T·wr(∂L/∂s): ∂L/∂I_t = (1/T)·G/τ where 0 &lt; wr(I) &lt; V_th τ/Δt, else 0, and ∂L/∂V_th = Δt·ΣG over units above.</para>
/// <para>Source: Meng et al. 2022 (differentiation on spike representation), with the constants of Xiao et al. 2024.</para>
/// </remarks>
public sealed record DifferentiationOnRates : SpikingTraining
{
    /// <summary>A threshold never gets smaller than this.</summary>
    public const double SmallestThreshold = 0.0005;

    /// <summary>The paper's constants, T = 20.</summary>
    public DifferentiationOnRates() => Steps = 20;

    /// <summary>Membrane time constant τ. Default 1.</summary>
    public double Tau { get; init; } = 1;

    /// <summary>Length of a step Δt, in units of τ. Default 0.05.</summary>
    public double StepLength { get; init; } = 0.05;

    /// <summary>V_th before training. Default 0.3.</summary>
    public double Threshold { get; init; } = 0.3;

    /// <summary>α: a neuron fires from this share of V_th on. Default 0.3.</summary>
    public double FiringShare { get; init; } = 0.3;

    /// <summary>β, what a membrane keeps in a step.</summary>
    public double Decay => Math.Exp(-StepLength / Tau);

    /// <summary>w_t for t = 1 … T; the last is 1.</summary>
    public IReadOnlyList<double> RateWeights() => [.. Enumerable.Range(1, Steps).Select(t => Math.Exp(-(Steps - t) * StepLength / Tau))];

    /// <summary>κ = T·Σw²/(Σw)², by which gradients below the classifier exceed those of the model of rates; 1 for equal weights.</summary>
    public double GradientExcess()
    {
        var weights = RateWeights();
        return Steps * weights.Sum(weight => weight * weight) / Math.Pow(weights.Sum(), 2);
    }

    internal override bool LearnsThresholds => true;

    internal override double InitialThreshold => Threshold;

    internal override SpikingBatch CreateBatch(SpikingPerceptron network, int capacity) => new RateBatch(network, this, capacity);

    internal override void Validate()
    {
        base.Validate();
        Require(Tau > 0 && double.IsFinite(Tau), nameof(Tau), Tau, "greater than 0");
        Require(StepLength > 0 && double.IsFinite(StepLength), nameof(StepLength), StepLength, "greater than 0");
        Require(Threshold >= SmallestThreshold && double.IsFinite(Threshold), nameof(Threshold), Threshold, $"at least {SmallestThreshold}");
        Require(FiringShare is > 0 and <= 1, nameof(FiringShare), FiringShare, "above 0 and at most 1");
    }
}
