using Glia.Random;

namespace Glia.Continual;

/// <summary>Deals the images of a data set out to tasks: a validation part first, then slices of one shuffled order.</summary>
internal sealed class ImageChoice
{
    private readonly SparseImages _train;
    private readonly SparseImages _test;
    private readonly BenchmarkSize _size;
    private readonly int[] _trainOrder;
    private readonly int[] _validation;
    private readonly int[] _testOrder;

    public ImageChoice(SparseImages train, SparseImages test, BenchmarkSize size, long seed)
    {
        _train = train;
        _test = test;
        _size = size.Validated(train, test);
        var order = new RandomStream(seed, "images/train").Permutation(train.Count);
        _validation = order[..size.ValidationSamples];
        _trainOrder = order[size.ValidationSamples..];
        _testOrder = new RandomStream(seed, "images/test").Permutation(test.Count);
    }

    /// <summary>Training samples of all tasks per image.</summary>
    public double Uses => (double)_size.Tasks * _size.SamplesPerTask / _trainOrder.Length;

    /// <summary>The images of task t: tN … tN+N−1 modulo the images there are.</summary>
    public IEnumerable<int> Slice(int task) =>
        Enumerable.Range(0, _size.SamplesPerTask).Select(i => _trainOrder[(int)((((long)task * _size.SamplesPerTask) + i) % _trainOrder.Length)]);

    public ContinualTask Task(string name, IEnumerable<int> train, PixelMap? map) => new(
        name,
        new TaskSamples(_train, train, map, []),
        new TaskSamples(_test, _testOrder.Take(_size.TestSamples), map, []),
        new TaskSamples(_train, _validation, map, []),
        map?.Fingerprint ?? "");

    /// <summary>A task of some classes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="wanted">The classes.</param>
    /// <param name="numbers">The task's number of each class; empty for its own number.</param>
    /// <param name="outputs">The outputs of the task's head; empty for all.</param>
    public ContinualTask TaskOfClasses(string name, int[] wanted, IReadOnlyList<int> numbers, IReadOnlyList<int> outputs)
    {
        var images = Of(_train, _trainOrder, wanted);
        var test = Of(_test, _testOrder, wanted);
        if (images.Length == 0 || test.Length < _size.TestSamples)
        {
            throw new ArgumentException($"The task '{name}' wants {_size.TestSamples} test images; there are {test.Length} (and {images.Length} to train on).");
        }

        TaskSamples Samples(SparseImages source, IEnumerable<int> indices) => new(source, indices, null, numbers) { Outputs = outputs };
        return new ContinualTask(
            name,
            Samples(_train, Enumerable.Range(0, _size.SamplesPerTask).Select(i => images[i % images.Length])),
            Samples(_test, test.Take(_size.TestSamples)),
            Samples(_train, Of(_train, _validation, wanted)),
            "");
    }

    private static int[] Of(SparseImages images, int[] order, int[] wanted) =>
        [.. order.Where(image => Array.IndexOf(wanted, images.Label(image)) >= 0)];
}
