namespace Glia.Spikes;

/// <summary>Camera events counted in frames: dense, [steps, 2, height, width]; polarity 0 is OFF, 1 is ON.</summary>
/// <param name="Steps">How many frames.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">Row-major: (t, p, y, x) is at ((t · 2 + p) · height + y) · width + x.</param>
public sealed record EventFrames(int Steps, int Height, int Width, float[] Values)
{
    /// <summary>How many polarities there are.</summary>
    public const int Polarities = 2;

    /// <summary>The value of a frame, polarity, row and column.</summary>
    public float this[int step, int polarity, int y, int x] => Values[(((((step * Polarities) + polarity) * Height) + y) * Width) + x];

    /// <summary>Counts events in frames of equal length from the start of the recording's window.</summary>
    /// <param name="events">The recording.</param>
    /// <param name="stepMicroseconds">How long a frame is.</param>
    /// <param name="content">Counts, or 0 and 1.</param>
    /// <param name="steps">How many frames; default as many as hold every event. Later events are left out.</param>
    /// <exception cref="ArgumentException">The frames would hold more than 2³¹ values.</exception>
    public static EventFrames Bin(CameraEvents events, long stepMicroseconds, BinContent content = BinContent.Count, int? steps = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepMicroseconds, 1);
        var frame = (long)Polarities * events.Height * events.Width;
        var needed = events.Count == 0 ? 0 : ((events.Times[^1] - events.Window.Start) / stepMicroseconds) + 1;
        var frames = steps ?? needed;
        ArgumentOutOfRangeException.ThrowIfNegative(frames, nameof(steps));
        if (frames > Array.MaxLength / frame)
        {
            throw new ArgumentException($"{frames} frames of {Polarities} × {events.Height} × {events.Width} are more than an array can hold. Take longer frames, slice, or crop.");
        }

        var values = new float[frames * frame];
        var times = events.Times;
        var x = events.X;
        var y = events.Y;
        var polarities = events.Polarities;
        for (var i = 0; i < times.Length; i++)
        {
            var step = (times[i] - events.Window.Start) / stepMicroseconds;
            if (step >= frames)
            {
                break;
            }

            ref var value = ref values[(step * frame) + (((polarities[i] * (long)events.Height) + y[i]) * events.Width) + x[i]];
            value = content == BinContent.Binary ? 1 : value + 1;
        }

        return new EventFrames((int)frames, events.Height, events.Width, values);
    }
}
