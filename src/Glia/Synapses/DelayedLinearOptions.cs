namespace Glia.Synapses;

/// <summary>Sizes and constants of a <see cref="DelayedLinear"/>.</summary>
public sealed record DelayedLinearOptions
{
    /// <summary>Taps of each synapse. Default 1.</summary>
    public int Taps { get; init; } = 1;

    /// <summary>Number K of delays, 0 to K − 1 steps; odd, at least 3. Default 25 (250 ms in steps of 10 ms).</summary>
    public int MaxDelay { get; init; } = 25;

    /// <summary>Shape of a tap. Default Gaussian.</summary>
    public DelayProfile Profile { get; init; } = DelayProfile.Gaussian;

    /// <summary>What has a delay of its own. Default every synapse.</summary>
    public DelayScope Scope { get; init; } = DelayScope.Synaptic;

    /// <summary>Width σ at first, in steps. Default null: K div 2.</summary>
    public double? Sigma { get; init; }

    /// <summary>Steps by which the output is longer than the input, 0 to K − 1, so that late spikes arrive. Default null: (K − 1)/2.</summary>
    public int? TailSteps { get; init; }

    /// <summary>How the layer computes at first. Default smooth.</summary>
    public DelayExecution Execution { get; init; } = DelayExecution.Smooth;

    internal DelayedLinearOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Taps);
        if (MaxDelay < 3 || MaxDelay % 2 == 0)
        {
            var advice = MaxDelay is 0 or 1 ? "with a single delay nothing can be delayed, use a linear layer" : $"use {Math.Max(3, MaxDelay | 1)}";
            throw new ArgumentOutOfRangeException(nameof(MaxDelay), MaxDelay, $"DelayedLinearOptions.MaxDelay must be odd and at least 3, so that a middle delay exists; got {MaxDelay}: {advice}.");
        }

        if (Sigma is { } sigma && !double.IsFinite(sigma))
        {
            throw new ArgumentOutOfRangeException(nameof(Sigma), sigma, $"DelayedLinearOptions.Sigma must be finite; got {sigma}.");
        }

        if (TailSteps is { } tail && (tail < 0 || tail >= MaxDelay))
        {
            throw new ArgumentOutOfRangeException(nameof(TailSteps), tail, $"DelayedLinearOptions.TailSteps must be from 0 to MaxDelay − 1 = {MaxDelay - 1}; got {tail}.");
        }

        return this;
    }
}
