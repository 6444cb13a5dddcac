namespace Glia.Continual;

/// <summary>The training, validation or test samples of one task: some images, perhaps with other pixel orders and other class numbers.</summary>
public sealed class TaskSamples
{
    private readonly SparseImages _images;
    private readonly int[] _indices;
    private readonly int[] _position;
    private readonly int[] _classes;

    /// <summary>Selects images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="indices">Which images belong to the task, in the order of its samples; an image may stand there several times.</param>
    /// <param name="position">Where each pixel goes; empty for its own place.</param>
    /// <param name="classes">The task's number of each class; empty for its own number.</param>
    public TaskSamples(SparseImages images, IEnumerable<int> indices, IReadOnlyList<int> position, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(images);
        _images = images;
        _indices = [.. indices];
        _position = [.. position];
        _classes = [.. classes];
        if (_position.Length != 0 && !Permutations.IsBijection(_position, images.Width))
        {
            throw new ArgumentException($"A pixel order must hold each of 0 … {images.Width - 1} once; got {_position.Length} numbers.", nameof(position));
        }
    }

    /// <summary>Number of samples.</summary>
    public int Count => _indices.Length;

    /// <summary>The class of a sample, in the task's numbers.</summary>
    public int Label(int sample)
    {
        var label = _images.Label(_indices[sample]);
        return _classes.Length == 0 ? label : _classes[label];
    }

    /// <summary>Writes the input of a sample.</summary>
    public void CopyTo(int sample, Span<float> destination) => _images.CopyTo(_indices[sample], _position, destination);
}
