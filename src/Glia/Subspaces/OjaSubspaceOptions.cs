namespace Glia.Subspaces;

/// <summary>How an <see cref="OjaSubspace"/> learns. Defaults are those of Xiao et al. 2024 (HLOP) for hidden layers.</summary>
public sealed record OjaSubspaceOptions
{
    /// <summary>η, step of a row along its momentum. Default 0.01; the paper has 0.001 for the 784 pixels.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>What is kept of the momentum each time: V ← mV + (1 − m)ΔH. Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Steps on each batch. Default 5.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>Largest size of an entry of ΔH. Default 10.</summary>
    public double Clip { get; init; } = 10;

    /// <summary>Neurons that only spike; null for activities that are numbers. Default null.</summary>
    public SpikingLateral? Lateral { get; init; }

    internal OjaSubspaceOptions Validated()
    {
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "greater than 0");
        Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "from 0 to below 1");
        Require(Iterations >= 1, nameof(Iterations), Iterations, "at least 1");
        Require(Clip > 0, nameof(Clip), Clip, "greater than 0");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"OjaSubspaceOptions.{name} must be {expected}.");
        }
    }
}
