namespace Glia.Deltas;

/// <summary>Constants of a <see cref="DeltaActivationLayer"/>; the defaults are those of the published layer where it has any.</summary>
public sealed record DeltaActivationLayerOptions
{
    /// <summary>Which units share a step. Default one a channel.</summary>
    public StepGranularity Granularity { get; init; } = StepGranularity.Channel;

    /// <summary>The first step q, in units of the activation; positive. The paper takes 1 to 4 for activations of a network on frames of 0–255. Default 1.</summary>
    public double InitialStep { get; init; } = 1;

    /// <summary>Weight of the penalty (the published <c>sp_rate</c>), not negative; 0 for none. Default 10⁻⁴.</summary>
    public double SparsityWeight { get; init; } = 1e-4;

    /// <summary>Multiply-accumulates that one activation that changes causes in the next layer (the published <c>n_outputs</c>), positive. Default 1.</summary>
    public double FanOut { get; init; } = 1;

    /// <summary>The derivative by the step. Default that of the published code.</summary>
    public StepGradient StepGradient { get; init; } = StepGradient.Flipped;

    /// <summary>Whether the step is learned. Default yes.</summary>
    public bool TrainStep { get; init; } = true;

    /// <summary>What goes to the next layer. Default whole quantised frames.</summary>
    public DeltaOutput Output { get; init; } = DeltaOutput.Levels;

    /// <summary>Whether what comes in are changes, which are summed over time first (the published <c>sigma</c>). Default no.</summary>
    public bool SumsInput { get; init; }

    internal DeltaActivationLayerOptions Validated()
    {
        Require(nameof(InitialStep), InitialStep, InitialStep > 0, "positive");
        Require(nameof(SparsityWeight), SparsityWeight, SparsityWeight >= 0, "at least 0");
        Require(nameof(FanOut), FanOut, FanOut > 0, "positive");
        return this;
    }

    private static void Require(string name, double value, bool holds, string rule)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"DeltaActivationLayerOptions.{name} must be {rule}, and finite; got {value}.");
        }
    }
}
