namespace Glia.Continual;

/// <summary>R[i, j], the accuracy on task j's test samples after training task i, and what is commonly computed from it.</summary>
/// <remarks>
/// <para>With T tasks and b_j the accuracy of the untrained network on task j. Averages over earlier tasks divide by T − 1 (papers, HLOP and GPM
/// code); the code of GEM divides by T (<see cref="BwtOverAllTasks"/>, <see cref="FwtOverAllTasks"/>). With a single task, figures that need an earlier one are not a number.</para>
/// <para>Source: Lopez-Paz and Ranzato 2017 (ACC, BWT, FWT), Chaudhry et al. 2018 (forgetting).</para>
/// </remarks>
public sealed class AccuracyMatrix
{
    private readonly double[,] _accuracy;
    private readonly double[] _untrained;

    /// <summary>Takes the accuracies.</summary>
    /// <param name="accuracy">R, [trained task, tested task], each in [0, 1].</param>
    /// <param name="untrained">b, the untrained network's accuracy on each task.</param>
    /// <exception cref="ArgumentException">The matrix is empty or not square, the lengths differ, or a value is not in [0, 1].</exception>
    public AccuracyMatrix(double[,] accuracy, IReadOnlyList<double> untrained)
    {
        var tasks = accuracy.GetLength(0);
        if (tasks == 0 || accuracy.GetLength(1) != tasks || untrained.Count != tasks)
        {
            throw new ArgumentException($"A matrix of T by T accuracies and T of the untrained network are needed; got {tasks} by {accuracy.GetLength(1)} and {untrained.Count}.");
        }

        if (accuracy.Cast<double>().Concat(untrained).Any(value => !(value is >= 0 and <= 1)))
        {
            throw new ArgumentException("Accuracies must be from 0 to 1.");
        }

        _accuracy = (double[,])accuracy.Clone();
        _untrained = [.. untrained];
    }

    /// <summary>Number of tasks T.</summary>
    public int Tasks => _untrained.Length;

    /// <summary>R[i, j].</summary>
    public double this[int trained, int tested] => _accuracy[trained, tested];

    /// <summary>ACC = (1/T) Σ_j R[T−1, j].</summary>
    public double Acc => Mean(0, Tasks, j => _accuracy[Tasks - 1, j]);

    /// <summary>BWT = 1/(T−1) Σ_{j&lt;T−1} (R[T−1, j] − R[j, j]).</summary>
    public double Bwt => Mean(0, Tasks - 1, j => _accuracy[Tasks - 1, j] - _accuracy[j, j]);

    /// <summary>FWT = 1/(T−1) Σ_{j≥1} (R[j−1, j] − b_j).</summary>
    public double Fwt => Mean(1, Tasks, j => _accuracy[j - 1, j] - _untrained[j]);

    /// <summary>F = 1/(T−1) Σ_{j&lt;T−1} (max_{l&lt;T−1} R[l, j] − R[T−1, j]).</summary>
    public double Forgetting => Mean(0, Tasks - 1, j => Enumerable.Range(0, Tasks - 1).Max(l => _accuracy[l, j]) - _accuracy[Tasks - 1, j]);

    /// <summary>Avalanche's forgetting: 1/(T−1) Σ_{j&lt;T−1} (R[j, j] − R[T−1, j]), counted from the accuracy right after a task was learnt; −BWT.</summary>
    public double ForgettingSinceLearnt => -Bwt;

    /// <summary>BWT as GEM's code averages it: over all T tasks, the last of which adds 0.</summary>
    public double BwtOverAllTasks => Mean(0, Tasks, j => _accuracy[Tasks - 1, j] - _accuracy[j, j]);

    /// <summary>FWT as GEM's code averages it: over all T tasks, the first of which adds 0.</summary>
    public double FwtOverAllTasks => Mean(0, Tasks, j => j == 0 ? 0 : _accuracy[j - 1, j] - _untrained[j]);

    /// <summary>Plasticity: (1/T) Σ_j R[j, j]. Backward transfer says little without it: a frozen network has BWT 0.</summary>
    public double LearningAccuracy => Mean(0, Tasks, j => _accuracy[j, j]);

    /// <summary>The mean over i of <see cref="SeenAccuracy"/>.</summary>
    public double AverageIncremental => Mean(0, Tasks, SeenAccuracy);

    /// <summary>The mean accuracy after task i on the tasks seen so far: 1/(i+1) Σ_{j≤i} R[i, j].</summary>
    public double SeenAccuracy(int trained) => Mean(0, trained + 1, j => _accuracy[trained, j]);

    /// <summary>The forgetting curve of task j: its accuracy after the phases j, j + 1, … T − 1.</summary>
    public IReadOnlyList<double> ForgettingCurve(int task) => [.. Enumerable.Range(task, Tasks - task).Select(trained => _accuracy[trained, task])];

    /// <summary>The mean forgetting curve: element a is the mean accuracy on tasks that were learnt a phases ago, over the T − a tasks that got so old.</summary>
    public IReadOnlyList<double> AccuracyByAge() => [.. Enumerable.Range(0, Tasks).Select(age => Mean(0, Tasks - age, task => _accuracy[task + age, task]))];

    /// <summary>b, the accuracy of the untrained network on each task.</summary>
    public IReadOnlyList<double> Untrained => _untrained;

    /// <summary>A copy of R.</summary>
    public double[,] ToArray() => (double[,])_accuracy.Clone();

    private static double Mean(int from, int to, Func<int, double> value)
    {
        var sum = 0.0;
        for (var i = from; i < to; i++)
        {
            sum += value(i);
        }

        return to > from ? sum / (to - from) : double.NaN;
    }
}
