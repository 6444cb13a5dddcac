using Glia.Random;

namespace Glia.Continual;

/// <summary>The usual ways to choose the angles of rotated tasks, in degrees against the clock.</summary>
public static class RotationAngles
{
    /// <summary>Turning on from task to task: the angle of task t is uniform in [t/T, (t+1)/T)·<paramref name="largest"/>.</summary>
    /// <remarks>Source: Lopez-Paz and Ranzato 2017 (GEM), with 180°; their script's own default is 90°.</remarks>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="random">Source of the angles.</param>
    /// <param name="largest">Where the last task's range ends. Default 180°.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of tasks is not positive.</exception>
    public static double[] Increasing(int tasks, RandomStream random, double largest = 180)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasks);
        return [.. Enumerable.Range(0, tasks).Select(task => (task + random.NextDouble()) / tasks * largest)];
    }

    /// <summary>Any whole number of degrees from −180 to 180 for each task, as Avalanche draws them.</summary>
    /// <param name="tasks">Number of tasks.</param>
    /// <param name="random">Source of the angles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of tasks is not positive.</exception>
    public static double[] Any(int tasks, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasks);
        return [.. Enumerable.Range(0, tasks).Select(_ => (double)(random.NextInt(361) - 180))];
    }
}
