using System.ComponentModel.DataAnnotations;
using Glia.Continual;
using Glia.Lab.Studies;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>Options of the study; the defaults are the method card's.</summary>
public sealed record PowerLawRehearsalOptions : StudyOptions
{
    /// <summary>Numbers of permuted-MNIST tasks T; every main arm runs with each.</summary>
    [Range(2, 200)]
    public IReadOnlyList<int> Tasks { get; init; } = [10];

    /// <summary>New samples of each task, N.</summary>
    [Range(1, 60_000)]
    public int SamplesPerTask { get; init; } = 6000;

    /// <summary>Test samples of each task; 1,000 give ±1 % (one standard deviation at 90 %).</summary>
    [Range(1, 10_000)]
    public int TestSamples { get; init; } = 1000;

    /// <summary>Training images kept apart, on which the strength of each regularisation method is chosen.</summary>
    [Range(1, 10_000)]
    public int ValidationSamples { get; init; } = 1000;

    /// <summary>ρ: rehearsed samples per new one; R = ⌊ρN⌋ in each phase but the first.</summary>
    [Range(0.0, 10.0)]
    public double Fraction { get; init; } = 0.2;

    /// <summary>Exponents α of the power law; the first is the one judged.</summary>
    [Range(-10.0, 10.0)]
    public IReadOnlyList<double> Exponents { get; init; } = [1];

    /// <summary>Whether α may be negative, which favours older tasks.</summary>
    public bool AllowInverse { get; init; }

    /// <summary>Rates λ of exponential rehearsal.</summary>
    [Range(0.0, 100.0)]
    public IReadOnlyList<double> Rates { get; init; } = [0.5, 1];

    /// <summary>Where a phase's rehearsal stands: behind the new task, or mixed with it.</summary>
    public RehearsalOrder Order { get; init; } = RehearsalOrder.After;

    /// <summary>What lags are measured from: the phase in which a task was new, or the last time it was met.</summary>
    public RehearsalClock Clock { get; init; } = RehearsalClock.Phase;

    /// <summary>Rehearse only so many stored samples a task (replay); 0 for all of them (the environment recurs).</summary>
    [Range(0, 60_000)]
    public int MemoryPerTask { get; init; }

    /// <summary>Units of each of the two hidden layers.</summary>
    [Range(1, 10_000)]
    public int Hidden { get; init; } = 128;

    /// <summary>Step size of gradient descent.</summary>
    [Range(1e-6, 10.0)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Samples of a mini-batch.</summary>
    [Range(1, 4096)]
    public int BatchSize { get; init; } = 16;

    /// <summary>Grid of EWC's strength λ (penalty λΣF(θ−θ*)², per-sample empirical Fisher).</summary>
    [Range(0.0, 1e6)]
    public IReadOnlyList<double> EwcStrengths { get; init; } = [0.3, 1, 3, 10];

    /// <summary>Grid of SI's strength c.</summary>
    [Range(0.0, 1e6)]
    public IReadOnlyList<double> SiStrengths { get; init; } = [0.1, 0.3, 1];

    /// <summary>Grid of LwF's strength α.</summary>
    [Range(0.0, 1e6)]
    public IReadOnlyList<double> LwfStrengths { get; init; } = [];

    /// <summary>Further fractions ρ at which power law, uniform and the extra-samples control run, with the first number of tasks.</summary>
    [Range(0.0, 10.0)]
    public IReadOnlyList<double> AblationFractions { get; init; } = [];

    /// <summary>Further hidden sizes at which naive and power law run, with the first number of tasks.</summary>
    [Range(1, 10_000)]
    public IReadOnlyList<int> AblationHidden { get; init; } = [];

    /// <summary>Whether power law and uniform also run interleaved and, the power law, by the clock of the last performance.</summary>
    public bool Variants { get; init; }

    /// <summary>Numbers of split-MNIST tasks (class-incremental, the paper's third version); 2, 5 or 10.</summary>
    [Range(2, 10)]
    public IReadOnlyList<int> SplitTasks { get; init; } = [];

    /// <summary>Test the new task every so many batches, to see how soon it reaches 70 %; 0 for never.</summary>
    [Range(0, 1000)]
    public int ProbeBatches { get; init; } = 10;

    /// <summary>Whether the whole MNIST from the data cache is used rather than the embedded part.</summary>
    public bool FullMnist { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!AllowInverse && Exponents.Any(exponent => exponent < 0))
        {
            yield return "With α < 0 older tasks would be favoured; use a negative exponent only if you mean it, with allowInverse=true.";
        }

        if (Tasks.Count == 0 || Exponents.Count == 0)
        {
            yield return "There must be at least one number of tasks and one exponent.";
        }

        if (SplitTasks.Any(tasks => 10 % tasks != 0))
        {
            yield return "Split MNIST's ten digits divide into 2, 5 or 10 tasks.";
        }
    }
}
