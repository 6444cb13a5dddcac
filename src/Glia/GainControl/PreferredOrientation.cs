using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace Glia.GainControl;

/// <summary>Where tuning curves over evenly spaced orientations, k·180°/count, have their peak, finer than their grid.</summary>
public static class PreferredOrientation
{
    /// <summary>A full turn of orientation, in degrees.</summary>
    public const double Period = 180;

    internal const int FewestOrientations = 8;

    /// <summary>The peak of a parabola through the largest response and its two neighbours, in degrees from 0 to 180.</summary>
    /// <exception cref="ArgumentException">Fewer than 8 orientations, or a response is not a number.</exception>
    public static double FromParabola(Vector<double> responses)
    {
        Check(responses);
        var count = responses.Count;
        var top = responses.MaximumIndex();
        var (before, after) = (responses[(top + count - 1) % count], responses[(top + 1) % count]);
        var bend = before - (2 * responses[top]) + after;
        var offset = bend == 0 ? 0 : 0.5 * (before - after) / bend;
        return Wrapped((top + offset) * Period / count);
    }

    /// <summary>The direction of the sum of unit vectors at twice the orientation, weighted by the responses, in degrees from 0 to 180.</summary>
    /// <exception cref="ArgumentException">Fewer than 8 orientations, or a response is not a number.</exception>
    public static double FromVectorSum(Vector<double> responses)
    {
        Check(responses);
        var sum = Complex.Zero;
        for (var index = 0; index < responses.Count; index++)
        {
            sum += responses[index] * Complex.Exp(2 * Complex.ImaginaryOne * OrientationTuning.Orientation(index, responses.Count));
        }

        return Wrapped(sum.Phase / 2 * 180 / Math.PI);
    }

    /// <summary>The shorter way from one orientation to another, in degrees from −90 to 90.</summary>
    public static double Difference(double from, double to)
    {
        var turned = Wrapped(to - from);
        return turned > Period / 2 ? turned - Period : turned;
    }

    /// <summary>How far a preferred orientation moved away from the adapter, in degrees; negative where it moved towards it.</summary>
    /// <param name="before">Preferred orientation in the control state, degrees.</param>
    /// <param name="after">Preferred orientation after adaptation, degrees.</param>
    /// <param name="adapter">The adapter, degrees.</param>
    public static double Repulsion(double before, double after, double adapter) => Math.Sign(Difference(adapter, before)) * Difference(before, after);

    private static double Wrapped(double angle) => ((angle % Period) + Period) % Period;

    private static void Check(Vector<double> responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        if (responses.Count < FewestOrientations)
        {
            throw new ArgumentException($"{responses.Count} orientations are too few to see a shift of preference; expected {FewestOrientations} or more.", nameof(responses));
        }

        if (responses.Exists(response => !double.IsFinite(response)))
        {
            throw new ArgumentException("A tuning curve holds a response that is not finite.", nameof(responses));
        }
    }
}
