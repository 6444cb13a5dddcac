using Glia.Random;
using Glia.Spikes;

namespace Glia.Events;

/// <summary>Events of a ring that flies straight and bounces off the walls, among events that nothing causes.</summary>
/// <remarks>As in a demonstration of the authors' group: a step is a millisecond, 50 events in random order; each is noise with a given probability, anywhere and of either polarity; the others lie on the ring,
/// ON on the half that goes ahead and OFF behind.</remarks>
public static class BouncingRing
{
    /// <summary>Rows and columns of the field.</summary>
    public const int Side = 100;

    /// <summary>Events of a step.</summary>
    public const int EventsPerStep = 50;

    private const int StepMicroseconds = 1000;
    private const double Radius = 5;
    private const double Speed = 0.5;

    /// <summary>Makes events.</summary>
    /// <param name="steps">Milliseconds, at least 1.</param>
    /// <param name="noiseShare">Probability that an event is noise, 0 to 1.</param>
    /// <param name="random">Direction, places, noise.</param>
    /// <returns>The events, and for each whether it is noise.</returns>
    public static (CameraEvents Events, bool[] IsNoise) Film(int steps, double noiseShare, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!(noiseShare is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(noiseShare), noiseShare, "The share of noise must be from 0 to 1.");
        }

        var count = checked(steps * EventsPerStep);
        var (times, x, y, polarities, isNoise) = (new long[count], new short[count], new short[count], new byte[count], new bool[count]);
        var ((moveY, moveX), place) = (Math.SinCos(2 * Math.PI * random.NextDouble()), (X: Side / 2.0, Y: Side / 2.0));
        for (var i = 0; i < count; i++)
        {
            times[i] = ((long)i * StepMicroseconds / EventsPerStep) + 1;
            if (i % EventsPerStep == 0)
            {
                (place.X, moveX) = Bounced(place.X, moveX);
                (place.Y, moveY) = Bounced(place.Y, moveY);
            }

            isNoise[i] = random.NextDouble() < noiseShare;
            if (isNoise[i])
            {
                (x[i], y[i], polarities[i]) = ((short)random.NextInt(Side), (short)random.NextInt(Side), (byte)random.NextInt(2));
            }
            else
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
                (x[i], y[i]) = ((short)Math.Round(place.X + (Radius * cosine)), (short)Math.Round(place.Y + (Radius * sine)));
                polarities[i] = (byte)((moveX * cosine) + (moveY * sine) >= 0 ? 1 : 0);
            }
        }

        return (CameraEvents.FromSorted(times, x, y, polarities, Side, Side), isNoise);
    }

    private static (double Place, double Move) Bounced(double place, double move)
    {
        var next = place + (Speed * move);
        return next >= Radius && next <= Side - 1 - Radius ? (next, move) : (place - (Speed * move), -move);
    }
}
