namespace Glia.Continual;

/// <summary>The training, validation or test samples of one task: some images, perhaps with their pixels moved, other class numbers, or a head of their own.</summary>
public sealed class TaskSamples
{
    private readonly SparseImages _images;
    private readonly int[] _indices;
    private readonly PixelMap? _map;
    private readonly int[] _classes;
    private readonly int[] _outputs = [];

    /// <summary>Selects images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="indices">Which images belong to the task, in the order of its samples; an image may stand there several times.</param>
    /// <param name="map">Where pixels come from; null for their own places.</param>
    /// <param name="classes">The task's number of each class; empty for its own number.</param>
    /// <exception cref="ArgumentException">The map is for images of another size.</exception>
    public TaskSamples(SparseImages images, IEnumerable<int> indices, PixelMap? map, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (map is not null && map.Pixels != images.Width)
        {
            throw new ArgumentException($"The pixel map is for images of {map.Pixels} pixels; these have {images.Width}.", nameof(map));
        }

        _images = images;
        _indices = [.. indices];
        _map = map;
        _classes = [.. classes];
    }

    /// <summary>Number of samples.</summary>
    public int Count => _indices.Length;

    /// <summary>The outputs among which the answers lie where the task is given (a head of its own); empty for all of them.</summary>
    public IReadOnlyList<int> Outputs
    {
        get => _outputs;
        init => _outputs = [.. value];
    }

    /// <summary>The class of a sample, in the task's numbers.</summary>
    public int Label(int sample)
    {
        var label = _images.Label(_indices[sample]);
        return _classes.Length == 0 ? label : _classes[label];
    }

    /// <summary>Writes the input of a sample.</summary>
    public void CopyTo(int sample, Span<float> destination)
    {
        if (_map is null)
        {
            _images.CopyTo(_indices[sample], [], destination);
        }
        else
        {
            _images.CopyTo(_indices[sample], _map, destination);
        }
    }
}
