using Glia.Random;

namespace Glia.Continual;

/// <summary>When which earlier task is met again: in phase t, the N samples of the new task and R = ⌊ρN⌋ of earlier ones (none in the first phase).</summary>
/// <remarks>
/// <para>Source: Gandhi, Shah, Marupudi, Varma 2024 (arXiv 2401.10393), from its abstract; the precise form here is ours.</para>
/// <para>A task's rehearsal samples are drawn uniformly from its training samples: the environment recurs, it is not a small memory
/// (unless <see cref="MemoryPerTask"/> makes it one).</para>
/// </remarks>
/// <param name="Kernel">How the need for a task falls with its lag.</param>
/// <param name="Fraction">ρ, rehearsal samples per new sample; from 0 to 10.</param>
public sealed record RehearsalSchedule(RecurrenceKernel Kernel, double Fraction)
{
    private const double LargestFraction = 10;

    /// <summary>No rehearsal at all.</summary>
    public static RehearsalSchedule None { get; } = new(RecurrenceKernel.Uniform, 0);

    /// <summary>ρ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ρ is not in 0 … 10.</exception>
    public double Fraction { get; init => field = CheckedFraction(value); } = CheckedFraction(Fraction);

    /// <summary>Where a phase's rehearsal stands. Default behind the new task.</summary>
    public RehearsalOrder Order { get; init; } = RehearsalOrder.After;

    /// <summary>What lags are measured from. Default the phase in which a task was new.</summary>
    public RehearsalClock Clock { get; init; } = RehearsalClock.Phase;

    /// <summary>What the extra samples are of. Default earlier tasks.</summary>
    public RehearsalSource Source { get; init; } = RehearsalSource.EarlierTasks;

    /// <summary>Rehearse only so many stored samples of each task, chosen once; null for all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? MemoryPerTask { get; init => field = CheckedMemory(value); }

    /// <summary>Draws the plan of a run: what is rehearsed when. It can be printed before anything is trained.</summary>
    /// <param name="tasks">Number of tasks T, one phase each.</param>
    /// <param name="samplesPerTask">N, new samples a phase.</param>
    /// <param name="random">Source of the draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">There is one task and ρ &gt; 0: nothing to rehearse; or the kernel gives every task of a phase the weight 0.</exception>
    public RehearsalPlan Plan(int tasks, int samplesPerTask, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplesPerTask);
        if (tasks < 2 && Fraction > 0)
        {
            throw new ArgumentException("With a single task there is nothing to rehearse; use at least two tasks, or Fraction 0.", nameof(tasks));
        }

        var draws = new RehearsalDraw(this, tasks, random);
        return new RehearsalPlan(this, [.. Enumerable.Range(0, tasks).Select(phase => draws.Phase(phase, samplesPerTask))]);
    }

    private static double CheckedFraction(double fraction) => fraction is >= 0 and <= LargestFraction
        ? fraction
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"RehearsalSchedule.Fraction (ρ) must be from 0 to {LargestFraction}.");

    private static int? CheckedMemory(int? memory) => memory is null or >= 1
        ? memory
        : throw new ArgumentOutOfRangeException(
            nameof(memory), memory, "RehearsalSchedule.MemoryPerTask must be at least 1: a memory of nothing rehearses nothing; use Fraction 0.");
}
