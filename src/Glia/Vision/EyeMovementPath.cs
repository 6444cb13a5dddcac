using Glia.Random;

namespace Glia.Vision;

/// <summary>How an image moves before an eye: one of some motions at each millisecond, and where that leads.</summary>
/// <remarks>The first motion is uniform; at each later millisecond a new one, perhaps the same, is drawn with probability 1/mean block: blocks have geometric
/// lengths. Grimaldi and Perrinet, 2023, as their notebook has it (the paper says Poisson).</remarks>
public sealed class EyeMovementPath
{
    private readonly int[] _labels;
    private readonly double[] _x;
    private readonly double[] _y;

    private EyeMovementPath(MotionClasses classes, int[] labels)
    {
        (Classes, _labels, _x, _y) = (classes, labels, new double[labels.Length], new double[labels.Length]);
        var (x, y) = (0.0, 0.0);
        for (var t = 0; t < labels.Length; t++)
        {
            var (stepX, stepY) = classes.Velocity(labels[t]);
            (_x[t], _y[t]) = (x += stepX, y += stepY);
        }
    }

    /// <summary>The mean block of the paper in milliseconds.</summary>
    public const double MeanBlock = 24;

    /// <summary>The motions that the path is made of.</summary>
    public MotionClasses Classes { get; }

    /// <summary>How many milliseconds there are.</summary>
    public int Steps => _labels.Length;

    /// <summary>The motion of each millisecond.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>How far the content has moved to the right by each millisecond, in pixels.</summary>
    public ReadOnlySpan<double> X => _x;

    /// <summary>How far the content has moved down by each millisecond, in pixels.</summary>
    public ReadOnlySpan<double> Y => _y;

    /// <summary>Whether the motion is the same all the time.</summary>
    public bool IsConstant => _labels.AsSpan().IndexOfAnyExcept(_labels[0]) < 0;

    /// <summary>Draws a path that changes its motion now and then.</summary>
    /// <param name="classes">The motions.</param>
    /// <param name="steps">Milliseconds, at least 1.</param>
    /// <param name="random">Where the motions come from.</param>
    /// <param name="meanBlock">Mean length of a stretch in milliseconds, at least 1.</param>
    public static EyeMovementPath Saccadic(MotionClasses classes, int steps, RandomStream random, double meanBlock = MeanBlock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(meanBlock, 1);
        var labels = new int[steps];
        labels[0] = random.NextInt(classes.Count);
        for (var t = 1; t < steps; t++)
        {
            labels[t] = random.NextDouble() < 1 / meanBlock ? random.NextInt(classes.Count) : labels[t - 1];
        }

        return new EyeMovementPath(classes, labels);
    }

    /// <summary>A path of one motion.</summary>
    /// <param name="classes">The motions.</param>
    /// <param name="steps">Milliseconds, at least 1.</param>
    /// <param name="motion">Which motion.</param>
    public static EyeMovementPath Constant(MotionClasses classes, int steps, int motion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _ = classes.Speed(motion);
        var labels = new int[steps];
        Array.Fill(labels, motion);
        return new EyeMovementPath(classes, labels);
    }
}
