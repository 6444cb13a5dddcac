namespace Glia.Continual;

/// <summary>What implementations of synaptic intelligence differ in.</summary>
public sealed record SynapticIntelligenceVariant
{
    /// <summary>The method of Zenke, Poole, Ganguli 2017: ξ = 0.1, gradient of the data alone, negative contributions count as zero, factor c.</summary>
    public static SynapticIntelligenceVariant Zenke { get; } = new();

    /// <summary>Avalanche's plug-in: ξ = 10⁻⁷, gradient with penalty, Ω clipped above at 0.001, negative contributions count, factor c/2.</summary>
    public static SynapticIntelligenceVariant Avalanche { get; } = new()
    {
        Damping = 1e-7,
        Gradient = PathGradient.WithPenalty,
        SmallestPath = double.NegativeInfinity,
        LargestImportance = 1e-3,
        Factor = 0.5,
    };

    /// <summary>ξ, which keeps parameters that hardly moved from becoming infinitely important. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ξ is not greater than 0.</exception>
    public double Damping { get; init => field = Positive(value, nameof(Damping)); } = 0.1;

    /// <summary>The gradient of the path integral. Default that of the data.</summary>
    public PathGradient Gradient { get; init; } = PathGradient.DataLoss;

    /// <summary>A task's ω_i below this counts as this: 0, or −∞ for no bound. Default 0.</summary>
    public double SmallestPath { get; init; }

    /// <summary>The penalty takes min(Ω_i, this); the sum over tasks goes on unclipped. Default no bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not greater than 0.</exception>
    public double LargestImportance { get; init => field = Positive(value, nameof(LargestImportance)); } = double.PositiveInfinity;

    /// <summary>The penalty is this · c Σ_i Ω_i (θ_i − θ*_i)². Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not greater than 0.</exception>
    public double Factor { get; init => field = Positive(value, nameof(Factor)); } = 1;

    private static double Positive(double value, string name) => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"SynapticIntelligenceVariant.{name} must be greater than 0.");
}
