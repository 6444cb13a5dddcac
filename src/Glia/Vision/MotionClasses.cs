namespace Glia.Vision;

/// <summary>A set of motions to tell apart: rings of directions, one ring a speed.</summary>
/// <remarks>Class c has the speed of ring k = ⌊c/n⌋ and the direction 2π((c mod n) + (k mod 2)/2)/n, n directions a ring: every other ring is turned by half a
/// step. Angles run from the x axis (to the right) to the y axis (down). Grimaldi and Perrinet, 2023.</remarks>
public sealed class MotionClasses
{
    /// <summary>Makes rings of directions.</summary>
    /// <param name="directions">Directions a ring, n.</param>
    /// <param name="speeds">Speeds in pixels per millisecond, one a ring.</param>
    /// <exception cref="ArgumentException">No direction, no speed, or a speed that is not positive.</exception>
    public MotionClasses(int directions, IReadOnlyList<double> speeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(directions, 1);
        if (speeds.Count == 0 || speeds.Any(speed => !(speed > 0 && double.IsFinite(speed))))
        {
            throw new ArgumentException($"There must be at least one speed, and each must be above 0 px/ms; got [{string.Join(", ", speeds)}].", nameof(speeds));
        }

        (Directions, Speeds) = (directions, [.. speeds]);
    }

    /// <summary>The paper's 36 motions: twelve directions with 0.25, 0.397 and 0.63 px/ms.</summary>
    public static MotionClasses Paper { get; } = new(12, [.. Enumerable.Range(0, 3).Select(ring => 0.5 * Math.Pow(2, (2 * ring / 3.0) - 1))]);

    /// <summary>Directions a ring.</summary>
    public int Directions { get; }

    /// <summary>Speeds in pixels per millisecond, one a ring.</summary>
    public IReadOnlyList<double> Speeds { get; }

    /// <summary>How many motions there are.</summary>
    public int Count => Directions * Speeds.Count;

    /// <summary>The speed of a class in pixels per millisecond.</summary>
    public double Speed(int motion) => Speeds[Checked(motion) / Directions];

    /// <summary>The direction of a class in radians.</summary>
    public double Direction(int motion) => 2 * Math.PI * ((Checked(motion) % Directions) + (motion / Directions % 2 / 2.0)) / Directions;

    /// <summary>The velocity of a class in pixels per millisecond.</summary>
    public (double X, double Y) Velocity(int motion)
    {
        var (sine, cosine) = Math.SinCos(Direction(motion));
        return (Speed(motion) * cosine, Speed(motion) * sine);
    }

    /// <summary>The class of the same speed and the opposite direction.</summary>
    /// <exception cref="InvalidOperationException">The number of directions is odd.</exception>
    public int Opposite(int motion) => Directions % 2 == 0
        ? (Checked(motion) / Directions * Directions) + ((motion + (Directions / 2)) % Directions)
        : throw new InvalidOperationException($"With {Directions} directions no motion has an opposite one.");

    // Ring k starts at a multiple of n, and n is even: (c + n/2) mod n is the place within the ring.
    private int Checked(int motion) => (uint)motion < (uint)Count
        ? motion
        : throw new ArgumentOutOfRangeException(nameof(motion), motion, $"A motion must be from 0 to {Count - 1}.");
}
