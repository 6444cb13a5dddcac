using System.Numerics;
using System.Runtime.InteropServices;
using Glia.Networks;
using Glia.Spikes;

namespace Glia.Events;

/// <summary>When each pixel of an event camera had its last event, and patches around events in which that fades with age.</summary>
/// <remarks>
/// <para>The patch of an event at (x, y, t) holds f(t − T(x + dx, y + dy)) for |dx|, |dy| ≤ (D − 1)/2, f an exponential or a line, T the time of the pixel's last event; 0 where
/// there was none. The middle is the event itself, 1. Ages are differences of 64-bit microseconds, so that adding a constant to all times changes nothing.</para>
/// <para>Source: Lagorce et al., HOTS (2017); Afshar et al., FEAST (Sensors 2020). Thread-safe: no.</para>
/// </remarks>
public sealed unsafe class TimeSurface
{
    // So long before any time that every trace has faded, and differences still fit.
    private const long Never = long.MinValue / 2;

    private readonly TimeSurfaceOptions _options;
    private readonly int _margin;
    private readonly int _stride;
    private readonly long[] _times;
    private readonly float[]? _signs;
    private readonly AlignedBuffer _patch;
    private long _latest;

    /// <summary>A surface on which nothing has happened yet.</summary>
    /// <param name="width">Columns of the sensor, 1 to 32,767.</param>
    /// <param name="height">Rows of the sensor, 1 to 32,767.</param>
    /// <param name="options">Patch, decay, border.</param>
    /// <exception cref="ArgumentException">The sensor has no pixel, an option is out of range, or no patch fits the sensor.</exception>
    public TimeSurface(int width, int height, TimeSurfaceOptions? options = null)
    {
        _options = (options ?? new TimeSurfaceOptions()).Validated();
        if (width is < 1 or > CameraEvents.LargestSide || height is < 1 or > CameraEvents.LargestSide)
        {
            throw new ArgumentException($"A sensor has 1 to {CameraEvents.LargestSide} columns and rows; got {width} × {height}.", nameof(width));
        }

        if (_options.Border == SurfaceBorder.Skip && Math.Min(width, height) < _options.PatchSize)
        {
            throw new ArgumentException($"A patch of {_options.PatchSize} × {_options.PatchSize} does not fit a sensor of {width} × {height}. Take a smaller patch, or pad the border.", nameof(options));
        }

        (Width, Height) = (width, height);
        _margin = _options.PatchSize / 2;
        _stride = width + (2 * _margin);
        // A patch is read in whole vectors, which may reach beyond its last pixel.
        var length = (_stride * (height + (2 * _margin))) + Vector<float>.Count;
        _times = new long[length];
        _signs = _options.Polarity == SurfacePolarity.Merged ? new float[length] : null;
        _patch = new AlignedBuffer(_options.PatchLength + (2 * Vector<float>.Count));
        Clear();
    }

    /// <summary>Columns of the sensor.</summary>
    public int Width { get; }

    /// <summary>Rows of the sensor.</summary>
    public int Height { get; }

    /// <summary>The patch of the last event that had one, [D, D] row by row.</summary>
    public ReadOnlySpan<float> Patch => _patch.Span[.._options.PatchLength];

    /// <summary>Forgets all events, as before a new recording.</summary>
    public void Clear()
    {
        Array.Fill(_times, Never);
        _latest = Never;
    }

    /// <summary>Marks an event and makes its patch.</summary>
    /// <param name="time">Microseconds, not before the event ahead.</param>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="polarity">0 OFF, 1 ON; without effect unless polarities share the surface.</param>
    /// <returns>Whether the event has a patch; false near the border where that is skipped.</returns>
    /// <exception cref="ArgumentException">The event is before the one ahead of it, outside the sensor, or of another polarity.</exception>
    public bool Observe(long time, int x, int y, int polarity)
    {
        if (time < _latest || (uint)x >= (uint)Width || (uint)y >= (uint)Height || (uint)polarity > 1)
        {
            throw Refused(time, x, y, polarity);
        }

        _latest = time;
        var corner = (y * _stride) + x;
        var centre = corner + (_margin * (_stride + 1));
        _times[centre] = time;
        if (_signs is not null)
        {
            _signs[centre] = (2 * polarity) - 1;
        }

        if (_options.Border == SurfaceBorder.Skip && (x < _margin || y < _margin || x >= Width - _margin || y >= Height - _margin))
        {
            return false;
        }

        Fade(time, corner);
        return true;
    }

    private void Fade(long time, int corner)
    {
        var (size, lanes) = (_options.PatchSize, Vector<float>.Count);
        var now = new Vector<long>(time);
        ref var first = ref MemoryMarshal.GetArrayDataReference(_times);
        var patch = _patch.Pointer;
        // Each row is written in whole vectors; the next row overwrites what was too much.
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column += lanes)
            {
                var at = (nuint)(corner + (row * _stride) + column);
                var near = Vector.ConvertToDouble(now - Vector.LoadUnsafe(ref first, at));
                var far = Vector.ConvertToDouble(now - Vector.LoadUnsafe(ref first, at + (nuint)(lanes / 2)));
                Vector.Store(Vector.Narrow(near, far), patch + (row * size) + column);
            }
        }

        var length = _options.PatchLength;
        if (_options.Decay == SurfaceDecay.Exponential)
        {
            SurfaceTrace.Exponential(patch, length, _options.TauMicroseconds);
        }
        else
        {
            SurfaceTrace.Linear(patch, length, _options.TauMicroseconds);
        }

        if (_signs is not null)
        {
            Sign(corner);
        }

        _patch.Span[length..].Clear();
    }

    private void Sign(int corner)
    {
        var size = _options.PatchSize;
        for (var row = 0; row < size; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(
                _patch.Span.Slice(row * size, size), _signs.AsSpan(corner + (row * _stride), size), _patch.Span.Slice(row * size, size));
        }
    }

    private ArgumentException Refused(long time, int x, int y, int polarity) => new(
        time < _latest ? $"The event at {time} µs comes after one at {_latest} µs; times must ascend. Sort the events."
        : (uint)polarity > 1 ? $"The event at {time} µs has the polarity {polarity}; it must be 0 (OFF) or 1 (ON)."
        : $"The event at {time} µs is at x {x}, y {y}, not on the sensor of {Width} × {Height}.");
}
