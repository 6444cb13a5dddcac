using Glia.Random;

namespace Glia.Reservoirs.Memristive;

/// <summary>A model of the devices of a resistive memory. Conductances are in units of the reference G_ref, which makes a weight of them.</summary>
/// <remarks>Lin et al. 2023 (arXiv 2307.00771) describe quasi-normal conductances after forming; their mean, deviation and noise could not be read: the numbers are ours.</remarks>
public sealed record MemristorOptions
{
    /// <summary>Mean conductance μ after forming, above 0. Default 1.</summary>
    public double Mean { get; init; } = 1;

    /// <summary>S.d. σ of conductances after forming, 0 or more. Default 0.4.</summary>
    public double Deviation { get; init; } = 0.4;

    /// <summary>Their distribution. Default normal, cut at 0.</summary>
    public ConductanceShape Shape { get; init; } = ConductanceShape.Normal;

    /// <summary>S.d. of the noise at each read of a device, as a part of its conductance, 0 or more. Default 0.02.</summary>
    public double ReadNoise { get; init; } = 0.02;

    /// <summary>Largest conductance that a device can have, above 0. Default 2.5.</summary>
    public double Largest { get; init; } = 2.5;

    /// <summary>S.d. of a conductance that was programmed, as a part of <see cref="Largest"/>, 0 or more. Default 0.02.</summary>
    public double ProgrammingNoise { get; init; } = 0.02;

    /// <summary>Evenly spaced conductances from 0 to <see cref="Largest"/> that a device can have, at least 2; 0 for any. Default 0.</summary>
    public int Levels { get; init; }

    /// <summary>Part of the devices that are stuck, half of them at 0, half at <see cref="Largest"/>. Default 0.</summary>
    public double StuckFraction { get; init; }

    internal MemristorOptions Validated()
    {
        Require(Mean > 0, nameof(Mean), Mean, "above 0");
        Require(Deviation >= 0, nameof(Deviation), Deviation, "0 or more");
        Require(ReadNoise >= 0, nameof(ReadNoise), ReadNoise, "0 or more");
        Require(Largest > 0, nameof(Largest), Largest, "above 0");
        Require(ProgrammingNoise >= 0, nameof(ProgrammingNoise), ProgrammingNoise, "0 or more");
        Require(Levels is 0 or >= 2, nameof(Levels), Levels, "0 (any conductance) or at least 2");
        Require(StuckFraction is >= 0 and <= 1, nameof(StuckFraction), StuckFraction, "from 0 to 1");
        return this;
    }

    /// <summary>Draws the conductance of a device as it is after forming.</summary>
    internal double Form(RandomStream random)
    {
        var formed = Shape == ConductanceShape.Normal
            ? Mean + (Deviation * random.NextGaussian())
            : Mean * Math.Exp((LogDeviation * random.NextGaussian()) - (LogDeviation * LogDeviation / 2));
        return Settle(Nearest(formed), random);
    }

    /// <summary>Draws the conductance of a device that was programmed to another.</summary>
    internal double Program(double conductance, RandomStream random) =>
        Settle(Nearest(conductance) + (ProgrammingNoise * Largest * random.NextGaussian()), random);

    // Of the lognormal distribution that has this mean and deviation.
    private double LogDeviation => Math.Sqrt(Math.Log(1 + (Deviation * Deviation / (Mean * Mean))));

    private double Settle(double conductance, RandomStream random)
    {
        var fate = StuckFraction > 0 ? random.NextDouble() : 1;
        return fate < StuckFraction / 2 ? 0 : fate < StuckFraction ? Largest : Math.Clamp(conductance, 0, Largest);
    }

    private double Nearest(double conductance) => Levels == 0 ? conductance : Math.Round(conductance * (Levels - 1) / Largest) * Largest / (Levels - 1);

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"MemristorOptions.{name} must be {expected}; got {value}."));
        }
    }
}
