using Glia.Random;

namespace Glia.Continual;

/// <summary>A stream of tasks that is fixed by its data and a seed.</summary>
/// <remarks>
/// <para>Permutations and orders come from <see cref="RandomStream"/>; they are not those of Python libraries with the same seed.</para>
/// <para>Immutable; trials on several threads may share one.</para>
/// </remarks>
public sealed class ContinualBenchmark
{
    private const int ImageClasses = 10;

    internal ContinualBenchmark(TaskScenario scenario, IReadOnlyList<ContinualTask> tasks, int inputSize, int classes, double imageUses)
    {
        Scenario = scenario;
        Tasks = tasks;
        InputSize = inputSize;
        Classes = classes;
        ImageUses = imageUses;
    }

    /// <summary>What must be inferred at test time.</summary>
    public TaskScenario Scenario { get; }

    /// <summary>The tasks, in the order in which they arrive.</summary>
    public IReadOnlyList<ContinualTask> Tasks { get; }

    /// <summary>Numbers of one input.</summary>
    public int InputSize { get; }

    /// <summary>Number of outputs of a network for this benchmark.</summary>
    public int Classes { get; }

    /// <summary>How many training samples of all tasks together come from one image on average; 1 or less if no image serves twice.</summary>
    public double ImageUses { get; }

    /// <summary>Permuted MNIST: in task t, pixel j of an image is its pixel p_t[j], for a random permutation p_t; labels stay (domain-incremental).</summary>
    /// <remarks>
    /// Task t trains on images tN … tN+N−1, modulo the images there are, of one shuffled order: with fewer images than T·N, images
    /// serve several tasks, each time under another permutation (<see cref="ImageUses"/>); with N images, every task has all of them.
    /// </remarks>
    /// <param name="train">Training images: digits, clothes, or others with ten classes.</param>
    /// <param name="test">Test images.</param>
    /// <param name="size">Tasks and samples.</param>
    /// <param name="seed">Fixes permutations and the choice of images.</param>
    /// <param name="identityFirst">Whether the first task's pixels keep their places.</param>
    /// <exception cref="ArgumentException">There are too few images.</exception>
    public static ContinualBenchmark PermutedMnist(SparseImages train, SparseImages test, BenchmarkSize size, long seed, bool identityFirst = false) => Moved(
        train, test, size, seed, "permutation",
        t => t == 0 && identityFirst ? null : PixelMap.Permutation(new RandomStream(seed, $"permutation/{t}").Permutation(train.Width)));

    /// <summary>Permuted MNIST with permutations that are given, such as those of another library.</summary>
    /// <param name="train">Training images.</param>
    /// <param name="test">Test images.</param>
    /// <param name="size">Tasks and samples.</param>
    /// <param name="permutations">One a task.</param>
    /// <param name="seed">Fixes the choice of images.</param>
    /// <exception cref="ArgumentException">There are too few images, or another number of permutations than tasks, or one does not fit the images.</exception>
    public static ContinualBenchmark PermutedMnistFrom(SparseImages train, SparseImages test, BenchmarkSize size, IReadOnlyList<PixelMap> permutations, long seed)
    {
        if (permutations.Count != size.Tasks || permutations.Any(map => !map.IsPermutation))
        {
            throw new ArgumentException($"{size.Tasks} tasks need as many permutations; got {permutations.Count}, {permutations.Count(map => !map.IsPermutation)} of them not one to one.", nameof(permutations));
        }

        return Moved(train, test, size, seed, "permutation", t => permutations[t]);
    }

    /// <summary>Rotated MNIST: the images of task t are turned by an angle of its own; labels stay (domain-incremental).</summary>
    /// <remarks>Images are chosen as in permuted MNIST, and turned as <see cref="PixelMap.Rotation"/> says.</remarks>
    /// <param name="train">Training images, whose rows and columns are known.</param>
    /// <param name="test">Test images.</param>
    /// <param name="size">Tasks and samples.</param>
    /// <param name="degrees">The angle of each task, against the clock: a list, or one of <see cref="RotationAngles"/>.</param>
    /// <param name="seed">Fixes the choice of images.</param>
    /// <exception cref="ArgumentException">There are too few images, their shape is not known, or there is another number of angles than of tasks.</exception>
    public static ContinualBenchmark RotatedMnist(SparseImages train, SparseImages test, BenchmarkSize size, IReadOnlyList<double> degrees, long seed)
    {
        if (degrees.Count != size.Tasks)
        {
            throw new ArgumentException($"{size.Tasks} tasks need as many angles; got {degrees.Count}.", nameof(degrees));
        }

        if (train.Rows == 1)
        {
            throw new ArgumentException($"To turn images of {train.Width} pixels, their rows and columns must be known; make them from LabelledImages.", nameof(train));
        }

        return Moved(train, test, size, seed, "rotation", t => PixelMap.Rotation(train.Rows, train.Columns, degrees[t]));
    }

    /// <summary>Split MNIST: the ten classes in an order, the same number of them in each task.</summary>
    /// <remarks>
    /// Class-incremental: one head of ten classes. Domain-incremental: classes are numbered from 0 in each task, which share one head of so many
    /// outputs. Task-incremental: ten outputs, of which each task trains and asks only its own.
    /// </remarks>
    /// <param name="train">Training images: digits, clothes, or others with ten classes.</param>
    /// <param name="test">Test images.</param>
    /// <param name="size">Tasks and samples; a task with fewer images of its classes uses each of them as often as needed.</param>
    /// <param name="scenario">What is known at test time.</param>
    /// <param name="seed">Fixes the choice of images.</param>
    /// <param name="classOrder">The classes in the order in which they come; null for 0 … 9. See <see cref="ShuffledClasses"/>.</param>
    /// <exception cref="ArgumentException">
    /// The number of tasks does not divide ten, the order does not hold each class once, or there are too few test images of some classes.
    /// </exception>
    public static ContinualBenchmark SplitMnist(
        SparseImages train, SparseImages test, BenchmarkSize size, TaskScenario scenario, long seed, IReadOnlyList<int>? classOrder = null)
    {
        if (size.Tasks is not (1 or 2 or 5 or 10))
        {
            throw new ArgumentException($"Split MNIST deals ten classes out evenly: 1, 2, 5 or 10 tasks work; got {size.Tasks}.", nameof(size));
        }

        int[] order = [.. classOrder ?? Enumerable.Range(0, ImageClasses)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, ImageClasses)))
        {
            throw new ArgumentException($"An order of classes must hold each of 0 … 9 once; got {string.Join(' ', order)}.", nameof(classOrder));
        }

        var choice = new ImageChoice(train, test, size, seed);
        var perTask = ImageClasses / size.Tasks;
        var shared = scenario == TaskScenario.DomainIncremental;
        int[] numbers = shared ? [.. Enumerable.Range(0, ImageClasses).Select(label => Array.IndexOf(order, label) % perTask)] : [];
        var tasks = order.Chunk(perTask).Select(classes => choice.TaskOfClasses(
            "classes " + string.Join(' ', classes), classes, numbers, scenario == TaskScenario.TaskIncremental ? classes : []));
        return new ContinualBenchmark(scenario, [.. tasks], train.Width, shared ? perTask : ImageClasses, choice.Uses);
    }

    /// <summary>An order of the ten classes that a seed fixes, for <see cref="SplitMnist"/>.</summary>
    public static IReadOnlyList<int> ShuffledClasses(long seed) => new RandomStream(seed, "classes").Permutation(ImageClasses);

    private static ContinualBenchmark Moved(SparseImages train, SparseImages test, BenchmarkSize size, long seed, string kind, Func<int, PixelMap?> map)
    {
        var choice = new ImageChoice(train, test, size, seed);
        var tasks = Enumerable.Range(0, size.Tasks).Select(t => choice.Task($"{kind} {t + 1}", choice.Slice(t), map(t)));
        return new ContinualBenchmark(TaskScenario.DomainIncremental, [.. tasks], train.Width, ImageClasses, choice.Uses);
    }
}
