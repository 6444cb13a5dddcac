namespace Glia.Reservoirs;

/// <summary>Constants of a network of Izhikevich neurons that learns by FORCE (Nicola and Clopath 2017), in milliseconds, millivolts, picofarads, picoamperes and nanosiemens.</summary>
public sealed record SpikingForceOptions
{
    /// <summary>Number of neurons, N. Default 2,000.</summary>
    public int Units { get; init; } = 2000;

    /// <summary>p: probability of a recurrent connection, above 0 and at most 1. Default 0.1.</summary>
    public double Connectivity { get; init; } = 0.1;

    /// <summary>G: size of the recurrent weights, drawn from N(0, G²/(N p²)). Default 5,000.</summary>
    public double Gain { get; init; } = 5000;

    /// <summary>Q: feedback weights are drawn from U(−Q, Q). Default 5,000.</summary>
    public double FeedbackScaling { get; init; } = 5000;

    /// <summary>dt in ms, above 0 and at most 0.5. Default 0.04.</summary>
    public double StepMs { get; init; } = 0.04;

    /// <summary>Membrane capacitance C in pF. Default 250.</summary>
    public double Capacitance { get; init; } = 250;

    /// <summary>k in nS/mV. Default 2.5.</summary>
    public double Sharpness { get; init; } = 2.5;

    /// <summary>Resting potential v_r in mV; the threshold is v_t = v_r + 40 − b/k. Default −60.</summary>
    public double Rest { get; init; } = -60;

    /// <summary>Where a spike ends, v_peak in mV. Default 30.</summary>
    public double Peak { get; init; } = 30;

    /// <summary>Where a neuron starts again, in mV. Default −65.</summary>
    public double ResetPotential { get; init; } = -65;

    /// <summary>a, rate of recovery, per ms. Default 0.01.</summary>
    public double RecoveryRate { get; init; } = 0.01;

    /// <summary>b, sensitivity of recovery, in nS. Default 0.</summary>
    public double RecoverySensitivity { get; init; }

    /// <summary>d, jump of recovery at a spike, in pA. Default 200.</summary>
    public double RecoveryJump { get; init; } = 200;

    /// <summary>Constant current, in pA. Default 1,000.</summary>
    public double Bias { get; init; } = 1000;

    /// <summary>τ_r, rise of a synapse, in ms. Default 2.</summary>
    public double RiseMs { get; init; } = 2;

    /// <summary>τ_d, decay of a synapse, in ms. Default 20.</summary>
    public double DecayMs { get; init; } = 20;

    /// <summary>l: P₀ = I/l, above 0. Default 2.</summary>
    public double Regularisation { get; init; } = 2;

    /// <summary>Weights are updated at every so many steps, 1 or more. Default 50.</summary>
    public int UpdateEvery { get; init; } = 50;

    internal SpikingForceOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(UpdateEvery, 1);
        Require(Connectivity is > 0 and <= 1, nameof(Connectivity), Connectivity, "above 0 and at most 1");
        Require(Gain >= 0, nameof(Gain), Gain, "0 or more");
        Require(FeedbackScaling >= 0, nameof(FeedbackScaling), FeedbackScaling, "0 or more");
        Require(StepMs is > 0 and <= 0.5, nameof(StepMs), StepMs, "above 0 and at most 0.5 ms: the model is not stable with longer steps");
        Require(Capacitance > 0, nameof(Capacitance), Capacitance, "above 0");
        Require(Sharpness > 0, nameof(Sharpness), Sharpness, "above 0");
        Require(Peak > ResetPotential, nameof(Peak), Peak, "above ResetPotential");
        Require(RecoveryRate >= 0, nameof(RecoveryRate), RecoveryRate, "0 or more");
        Require(RiseMs > 0, nameof(RiseMs), RiseMs, "above 0");
        Require(DecayMs > 0, nameof(DecayMs), DecayMs, "above 0");
        Require(Regularisation > 0, nameof(Regularisation), Regularisation, "above 0");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"SpikingForceOptions.{name} must be {expected}; got {value}."));
        }
    }
}
