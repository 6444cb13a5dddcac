namespace Glia.Homeostasis;

/// <summary>How classes act on a learning rate.</summary>
/// <remarks>Source: the published code of Man, Damasio, Neven 2022 (arXiv 2205.08645).</remarks>
public sealed record RegulationOptions
{
    /// <summary>η₀, the learning rate at the beginning. Default 0.001, as in the published code.</summary>
    public double InitialRate { get; init; } = 0.001;

    /// <summary>By how much the rate goes up or down at once; null for a tenth of <see cref="InitialRate"/>. Default null.</summary>
    public double? Step { get; init; }

    /// <summary>Every so many samples the rate may change. Default 10.</summary>
    public int Interval { get; init; } = 10;

    /// <summary>Samples before the present one on which updates are imagined. Default 20.</summary>
    public int Memory { get; init; } = 20;

    /// <summary>Classes that raise the rate; all others lower it. Null for 5 to 9 of ten classes. Default null.</summary>
    public IReadOnlyList<int>? ExcitatoryClasses { get; init; }

    /// <summary>The rate where it would become negative. Default 10⁻⁸.</summary>
    public double Floor { get; init; } = 1e-8;

    internal RegulationOptions Validated()
    {
        Require(InitialRate > 0 && double.IsFinite(InitialRate), nameof(InitialRate), InitialRate, "greater than 0");
        Require(Step is null || (Step >= 0 && double.IsFinite(Step.Value)), nameof(Step), Step ?? 0, "at least 0");
        Require(Interval > 0, nameof(Interval), Interval, "at least 1");
        Require(Memory > 0, nameof(Memory), Memory, "at least 1: without a memory nothing can be imagined");
        Require(Floor > 0, nameof(Floor), Floor, "greater than 0");
        return this;
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"RegulationOptions.{name} must be {rule}; got {value}."));
        }
    }
}
