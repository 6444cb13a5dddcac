using Glia.Random;

namespace Glia.Events;

/// <summary>A square of 3 × 3 pixels that goes round a small field with jitter, seen as one patch of the whole field a step: the demonstration of the first author of FEAST.</summary>
/// <remarks>At t = 1, 2, … the square's middle is column round(3 cos(2πt/20) + 7 + 0.3 z₁), row round(3 sin(2πt/20) + 7 + 0.3 z₂), counted from 1, z normal; its pixels are marked with t, and the
/// patch is e^((T − t)/2) with T the last mark, 0 where there was none. Thread-safe: no.</remarks>
/// <param name="random">The jitter.</param>
public sealed class MovingSquare(RandomStream random)
{
    /// <summary>Rows and columns of the field.</summary>
    public const int Side = 13;

    /// <summary>Pixels of the field.</summary>
    public const int Pixels = Side * Side;

    private const double Tau = 2;
    private const double Period = 20;
    private const double Radius = 3;
    private const double Middle = 7;
    private const double Jitter = 0.3;
    private readonly long[] _marks = [.. Enumerable.Repeat(long.MinValue / 2, Pixels)];
    private readonly float[] _patch = new float[Pixels];
    private long _time;

    /// <summary>Moves the square by a step.</summary>
    /// <returns>[13, 13] row by row; the same memory each time.</returns>
    public ReadOnlySpan<float> Next()
    {
        _time++;
        var (sine, cosine) = Math.SinCos(2 * Math.PI * _time / Period);
        var column = Place(cosine);
        var row = Place(sine);
        for (var y = row - 1; y <= row + 1; y++)
        {
            _marks.AsSpan((y * Side) + column - 1, 3).Fill(_time);
        }

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            _patch[pixel] = (float)Math.Exp((_marks[pixel] - _time) / Tau);
        }

        return _patch;
    }

    // Counted from 0, and never so far out that the square would leave the field.
    private int Place(double direction) =>
        Math.Clamp((int)Math.Round((Radius * direction) + Middle + (Jitter * random.NextGaussian()), MidpointRounding.AwayFromZero) - 1, 1, Side - 2);
}
