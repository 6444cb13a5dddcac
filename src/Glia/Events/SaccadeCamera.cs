using System.Numerics.Tensors;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Events;

/// <summary>Films a still image with a moving event camera, as N-MNIST was made: three saccades around a triangle, an event wherever the logarithm of the brightness has changed enough.</summary>
/// <remarks>
/// <para>A saccade starts and ends at rest (minimum jerk, 10 s³ − 15 s⁴ + 6 s⁵). The image lies between pixels by bilinear interpolation. Between two computed images
/// log(dark + brightness) is a line, and each crossing of a pixel's level ± threshold gives an event at its own microsecond; after the refractory time the level is what the pixel then sees.</para>
/// <para>A model of what the authors did with a real camera before a monitor, not their recordings. Source: Orchard, Jayawant, Cohen, Thakor, Frontiers in Neuroscience 2015; pixel: Lichtsteiner et al. 2008.
/// Thread-safe: no. Same seed, same events.</para>
/// </remarks>
public sealed class SaccadeCamera
{
    private readonly SaccadeOptions _options;
    private readonly float[] _onThresholds;
    private readonly float[] _offThresholds;
    private readonly float[] _levels;
    private readonly long[] _blindUntil;
    private readonly float[] _before;
    private readonly float[] _after;
    private readonly float[] _screen;
    private readonly List<(long Time, int Pixel, byte Polarity)> _found = [];

    /// <summary>A camera with pixels of its own.</summary>
    /// <param name="options">Path, pixels, noise.</param>
    /// <param name="random">How thresholds differ from pixel to pixel.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SaccadeCamera(SaccadeOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        _options = options.Validated();
        var (width, height) = (options.Sensor.Width, options.Sensor.Height);
        var pixels = width * height;
        (_onThresholds, _offThresholds, _levels, _blindUntil) = (new float[pixels], new float[pixels], new float[pixels], new long[pixels]);
        (_before, _after) = (new float[pixels], new float[pixels]);
        // The image is laid on a dark screen with room for the whole path and for the pixel beside.
        Room = (int)Math.Ceiling(options.Amplitude) + 1;
        _screen = new float[(width + (2 * Room)) * (height + (2 * Room))];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            _onThresholds[pixel] = Threshold(random);
            _offThresholds[pixel] = Threshold(random);
        }
    }

    private int Room { get; }

    /// <summary>Films an image, which is laid in the middle.</summary>
    /// <param name="image">[height, width] row by row, 0 to 1.</param>
    /// <param name="width">Columns, not more than the camera has.</param>
    /// <param name="random">The noise of this film.</param>
    /// <exception cref="ArgumentException">The image does not fit the camera, or a pixel is not from 0 to 1.</exception>
    public CameraEvents Film(ReadOnlySpan<float> image, int width, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Lay(image, width);
        _found.Clear();
        Array.Fill(_blindUntil, long.MinValue);
        See(0, _before);
        _before.CopyTo(_levels, 0);
        for (long from = 0; from < _options.Duration; from += _options.StepMicroseconds)
        {
            var to = Math.Min(_options.Duration, from + _options.StepMicroseconds);
            See(to, _after);
            Compare(from, to);
            _after.CopyTo(_before, 0);
        }

        AddNoise(random);
        return Gathered();
    }

    /// <summary>Where the image is at a time: pixels to the right and down from the middle.</summary>
    /// <remarks>The corners are (−a, −a), (0, a), (a, −a) and back.</remarks>
    public (double X, double Y) Place(long time)
    {
        var (a, length) = (_options.Amplitude, _options.SaccadeMicroseconds + _options.RestMicroseconds);
        var saccade = (int)Math.Clamp(time / length, 0, 2);
        var s = Math.Clamp((double)(time - (saccade * (long)length)) / _options.SaccadeMicroseconds, 0, 1);
        var way = s * s * s * (10 + (s * (-15 + (6 * s))));
        Span<(double X, double Y)> corners = [(-a, -a), (0, a), (a, -a), (-a, -a)];
        var (from, to) = (corners[saccade], corners[saccade + 1]);
        return (from.X + (way * (to.X - from.X)), from.Y + (way * (to.Y - from.Y)));
    }

    private float Threshold(RandomStream random) => (float)(_options.Threshold * Math.Max(0.1, 1 + (_options.ThresholdDeviation * random.NextGaussian())));

    private void Lay(ReadOnlySpan<float> image, int width)
    {
        var (columns, rows) = (_options.Sensor.Width, _options.Sensor.Height);
        if (width < 1 || image.Length % width != 0 || image.Length == 0 || width > columns || image.Length / width > rows)
        {
            throw new ArgumentException($"An image for this camera has at most {columns} × {rows} pixels in whole rows; got {image.Length} pixels in rows of {width}.", nameof(image));
        }

        var (height, stride) = (image.Length / width, columns + (2 * Room));
        Array.Clear(_screen);
        for (var y = 0; y < height; y++)
        {
            var row = image.Slice(y * width, width);
            if (!(TensorPrimitives.Min(row) >= 0 && TensorPrimitives.Max(row) <= 1))
            {
                throw new ArgumentException($"The image has a pixel in row {y} that is not from 0 to 1.", nameof(image));
            }

            row.CopyTo(_screen.AsSpan(((Room + ((rows - height) / 2) + y) * stride) + Room + ((columns - width) / 2)));
        }
    }

    // The logarithm of the brightness of all pixels; the fraction of a pixel by which the image is moved is the same for all.
    private void See(long time, float[] view)
    {
        var (columns, rows, stride) = (_options.Sensor.Width, _options.Sensor.Height, _options.Sensor.Width + (2 * Room));
        var (x, y) = Place(time);
        var (left, top) = (Room - x, Room - y);
        var (column, row) = ((int)Math.Floor(left), (int)Math.Floor(top));
        var (right, down) = ((float)(left - column), (float)(top - row));
        for (var line = 0; line < rows; line++)
        {
            var to = view.AsSpan(line * columns, columns);
            var at = ((row + line) * stride) + column;
            TensorPrimitives.Multiply(_screen.AsSpan(at, columns), (1 - right) * (1 - down), to);
            TensorPrimitives.MultiplyAdd(_screen.AsSpan(at + 1, columns), right * (1 - down), to, to);
            TensorPrimitives.MultiplyAdd(_screen.AsSpan(at + stride, columns), (1 - right) * down, to, to);
            TensorPrimitives.MultiplyAdd(_screen.AsSpan(at + stride + 1, columns), right * down, to, to);
        }

        TensorPrimitives.Add(view, (float)_options.DarkBrightness, view);
        TensorPrimitives.Log(view, view);
    }

    private void Compare(long from, long to)
    {
        for (var pixel = 0; pixel < _levels.Length; pixel++)
        {
            var change = _after[pixel] - _levels[pixel];
            if (_blindUntil[pixel] > from || change >= _onThresholds[pixel] || change <= -_offThresholds[pixel])
            {
                Follow(pixel, from, to);
            }
        }
    }

    // All events of a pixel in a step, along the line from what it saw before to what it sees after.
    private void Follow(int pixel, long from, long to)
    {
        var (before, slope) = (_before[pixel], (_after[pixel] - _before[pixel]) / (to - from));
        while (true)
        {
            if (_blindUntil[pixel] > from)
            {
                if (_blindUntil[pixel] > to)
                {
                    return;
                }

                _levels[pixel] = before + (slope * (_blindUntil[pixel] - from));
                _blindUntil[pixel] = long.MinValue;
            }

            var change = _after[pixel] - _levels[pixel];
            var isOn = change >= _onThresholds[pixel];
            if (!isOn && change > -_offThresholds[pixel])
            {
                return;
            }

            var level = _levels[pixel] + (isOn ? _onThresholds[pixel] : -_offThresholds[pixel]);
            var time = from + (long)Math.Clamp((level - before) / slope, 0, to - from);
            _found.Add((time, pixel, (byte)(isOn ? 1 : 0)));
            if (_options.RefractoryMicroseconds == 0)
            {
                _levels[pixel] = level;
            }
            else
            {
                _blindUntil[pixel] = time + _options.RefractoryMicroseconds;
            }
        }
    }

    private void AddNoise(RandomStream random)
    {
        var count = random.NextPoisson(_options.NoiseHertz * _levels.Length * _options.Duration * 1e-6);
        for (var i = 0; i < count; i++)
        {
            var time = (long)(random.NextDouble() * _options.Duration);
            _found.Add((time, random.NextInt(_levels.Length), (byte)random.NextInt(2)));
        }
    }

    private CameraEvents Gathered()
    {
        var (times, x, y, polarities) = (new long[_found.Count], new short[_found.Count], new short[_found.Count], new byte[_found.Count]);
        for (var i = 0; i < times.Length; i++)
        {
            var (time, pixel, polarity) = _found[i];
            (times[i], x[i], y[i], polarities[i]) = (Math.Min(time, _options.Duration - 1), (short)(pixel % _options.Sensor.Width), (short)(pixel / _options.Sensor.Width), polarity);
        }

        return CameraEvents.Sort(times, x, y, polarities, _options.Sensor.Width, _options.Sensor.Height, new TimeWindow(0, _options.Duration));
    }
}
