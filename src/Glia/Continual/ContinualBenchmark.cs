using Glia.Random;

namespace Glia.Continual;

/// <summary>A stream of tasks that is fixed by its data and a seed.</summary>
/// <remarks>
/// <para>Permutations and orders come from <see cref="RandomStream"/>; they are not those of Python libraries with the same seed.</para>
/// <para>Immutable; trials on several threads may share one.</para>
/// </remarks>
public sealed class ContinualBenchmark
{
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
    /// serve several tasks, each time under another permutation (<see cref="ImageUses"/>).
    /// </remarks>
    /// <param name="train">Training images.</param>
    /// <param name="test">Test images.</param>
    /// <param name="size">Tasks and samples.</param>
    /// <param name="seed">Fixes permutations and the choice of images.</param>
    /// <param name="identityFirst">Whether the first task's pixels keep their places.</param>
    /// <exception cref="ArgumentException">There are too few images.</exception>
    public static ContinualBenchmark PermutedMnist(SparseImages train, SparseImages test, BenchmarkSize size, long seed, bool identityFirst = false)
    {
        var choice = new ImageChoice(train, test, size, seed);
        var tasks = new ContinualTask[size.Tasks];
        for (var t = 0; t < tasks.Length; t++)
        {
            int[] order = t == 0 && identityFirst ? [] : new RandomStream(seed, $"permutation/{t}").Permutation(train.Width);
            tasks[t] = choice.Task($"permutation {t + 1}", choice.Slice(t), Permutations.Inverse(order), [], order.Length == 0 ? "" : Permutations.Fingerprint(order));
        }

        return new ContinualBenchmark(TaskScenario.DomainIncremental, tasks, train.Width, 10, choice.Uses);
    }

    /// <summary>Split MNIST: the ten digits in order, the same number of them in each task.</summary>
    /// <remarks>Class-incremental: one head of ten classes. Domain-incremental: classes are numbered from 0 in each task.</remarks>
    /// <param name="train">Training images.</param>
    /// <param name="test">Test images.</param>
    /// <param name="size">Tasks and samples; a task with fewer images of its digits uses each of them as often as needed.</param>
    /// <param name="scenario">Whether classes keep their numbers.</param>
    /// <param name="seed">Fixes the choice of images.</param>
    /// <exception cref="ArgumentException">The number of tasks does not divide ten, or there are too few test images of some digits.</exception>
    public static ContinualBenchmark SplitMnist(SparseImages train, SparseImages test, BenchmarkSize size, TaskScenario scenario, long seed)
    {
        if (size.Tasks is not (1 or 2 or 5 or 10))
        {
            throw new ArgumentException($"Split MNIST deals ten digits out evenly: 1, 2, 5 or 10 tasks work; got {size.Tasks}.", nameof(size));
        }

        var choice = new ImageChoice(train, test, size, seed);
        var perTask = 10 / size.Tasks;
        var shared = scenario == TaskScenario.DomainIncremental;
        int[] classes = shared ? [.. Enumerable.Range(0, 10).Select(digit => digit % perTask)] : [];
        var tasks = Enumerable.Range(0, size.Tasks).Select(t =>
        {
            var digits = Enumerable.Range(t * perTask, perTask).ToArray();
            return choice.TaskOfClasses("digits " + string.Join(' ', digits), digits, classes);
        }).ToArray();
        return new ContinualBenchmark(scenario, tasks, train.Width, shared ? perTask : 10, choice.Uses);
    }
}
