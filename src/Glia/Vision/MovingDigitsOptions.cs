namespace Glia.Vision;

/// <summary>Constants of <see cref="MovingDigits"/>.</summary>
public sealed record MovingDigitsOptions
{
    /// <summary>Rows and columns of a frame; at least those of a digit, 28. Default 40.</summary>
    public int Canvas { get; init; } = 40;

    /// <summary>Frames a clip, T. Default 8.</summary>
    public int Frames { get; init; } = 8;

    /// <summary>Largest speed along each axis, pixels a frame; velocities are uniform up to it, in both directions. Default 1.</summary>
    public double LargestSpeed { get; init; } = 1;

    /// <summary>Share of the clips in which the digit stands still. Default 0.</summary>
    public double StillShare { get; init; }

    /// <summary>Standard deviation of the noise of every pixel of every frame. Default 0.02.</summary>
    public double NoiseDeviation { get; init; } = 0.02;

    /// <summary>Brightest place of the background, which is the same in all frames of a clip. Default 0.3.</summary>
    public double BackgroundAmplitude { get; init; } = 0.3;

    internal MovingDigitsOptions Validated(int digit)
    {
        Require(nameof(Canvas), Canvas, Canvas >= digit, $"at least {digit}, the size of a digit");
        Require(nameof(Frames), Frames, Frames >= 2, "at least 2: a delta needs at least two frames");
        Require(nameof(LargestSpeed), LargestSpeed, LargestSpeed >= 0, "at least 0");
        Require(nameof(StillShare), StillShare, StillShare is >= 0 and <= 1, "from 0 to 1");
        Require(nameof(NoiseDeviation), NoiseDeviation, NoiseDeviation >= 0, "at least 0");
        Require(nameof(BackgroundAmplitude), BackgroundAmplitude, BackgroundAmplitude is >= 0 and <= 1, "from 0 to 1");
        return this;
    }

    private static void Require(string name, double value, bool holds, string rule)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"MovingDigitsOptions.{name} must be {rule}, and finite; got {value}.");
        }
    }
}
