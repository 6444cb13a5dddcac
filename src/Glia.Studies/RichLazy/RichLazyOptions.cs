using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.RichLazy;

/// <summary>Options of the study.</summary>
public sealed record RichLazyOptions : StudyOptions
{
    /// <summary>d, features of the linear function.</summary>
    [Range(2, 1000)]
    public int Features { get; init; } = 20;

    /// <summary>Hidden units of the linear network.</summary>
    [Range(2, 1000)]
    public int LinearUnits { get; init; } = 30;

    /// <summary>Ranks of the linear network's first layer.</summary>
    [Range(1, 1000)]
    public IReadOnlyList<int> LinearRanks { get; init; } = [1, 2, 5, 10, 20];

    /// <summary>σ: initial weights of the linear network have the Frobenius norm σ√d.</summary>
    [Range(0.01, 100)]
    public double LinearScale { get; init; } = 1;

    /// <summary>‖β‖, size of the linear function.</summary>
    [Range(0.01, 100)]
    public double TargetNorm { get; init; } = 2;

    /// <summary>Linear functions that each linear network learns from the start; its measures are means over them.</summary>
    [Range(1, 1000)]
    public int Targets { get; init; } = 4;

    /// <summary>Learning rate of the linear network.</summary>
    [Range(1e-5, 0.05)]
    public double LinearRate { get; init; } = 2e-3;

    /// <summary>Condition numbers of the features at which aligned weights are tried; no claim rests on those above 1.</summary>
    [Range(1.0, 1000.0)]
    public IReadOnlyList<double> ConditionNumbers { get; init; } = [1, 10];

    /// <summary>Tasks of the recurrent network; sequential digits have options of their own.</summary>
    public IReadOnlyList<LearningTask> Tasks { get; init; } = [LearningTask.PerceptualDecision];

    /// <summary>N, recurrent units.</summary>
    [Range(2, 2000)]
    public int Units { get; init; } = 100;

    /// <summary>Ranks of the recurrent weights.</summary>
    [Range(1, 2000)]
    public IReadOnlyList<int> Ranks { get; init; } = [1, 10, 30, 100];

    /// <summary>g of the recurrent weights by which the claims are judged.</summary>
    [Range(0.01, 10)]
    public double Gain { get; init; } = 1.25;

    /// <summary>Further g at full rank, a control; none leaves it out.</summary>
    [Range(0.01, 10)]
    public IReadOnlyList<double> ControlGains { get; init; } = [0.5, 2];

    /// <summary>Ranks that are also tried without scaling back to the full norm, a control; none leaves it out. Rank and size are confounded there.</summary>
    [Range(1, 2000)]
    public IReadOnlyList<int> RanksNotRescaled { get; init; } = [1];

    /// <summary>Structures of connectivity that are tried beside ranks.</summary>
    public IReadOnlyList<Connectivity> Structures { get; init; } = [Connectivity.Dale, Connectivity.CellTypes, Connectivity.Sparse];

    /// <summary>Updates of the weights.</summary>
    [Range(10, 1_000_000)]
    public int Updates { get; init; } = 3000;

    /// <summary>Sequences of an update.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Learning rate of the recurrent network.</summary>
    [Range(1e-6, 1)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Momentum of the gradient descent.</summary>
    [Range(0.0, 0.999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Δt over τ of the units, a; 1 is a plain recurrent network.</summary>
    [Range(0.01, 1.0)]
    public double Leak { get; init; } = 1;

    /// <summary>Probe sequences of the representation.</summary>
    [Range(2, 10000)]
    public int Probes { get; init; } = 200;

    /// <summary>Probe sequences of the tangent kernel, the first of those of the representation.</summary>
    [Range(1, 1000)]
    public int KernelProbes { get; init; } = 24;

    /// <summary>Last steps at which outputs count in the tangent kernel; 1 is the decision alone.</summary>
    [Range(1, 8)]
    public int KernelSteps { get; init; } = 1;

    /// <summary>Updates with sequential digits; 0 leaves them out.</summary>
    [Range(0, 1_000_000)]
    public int DigitUpdates { get; init; } = 2000;

    /// <summary>Digits of an update.</summary>
    [Range(1, 1024)]
    public int DigitBatchSize { get; init; } = 100;

    /// <summary>Ranks of the recurrent weights with sequential digits.</summary>
    [Range(1, 2000)]
    public IReadOnlyList<int> DigitRanks { get; init; } = [5, 30, 100];

    /// <summary>At most so many seeds with sequential digits.</summary>
    [Range(1, 1000)]
    public int DigitSeeds { get; init; } = 5;

    /// <summary>Which digits are used; Full needs the data set mnist in the data cache.</summary>
    public DigitSource Digits { get; init; } = DigitSource.Embedded;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (var (name, ranks, most) in new[] { ("linearRanks", LinearRanks, Math.Min(Features, LinearUnits)), ("ranks", Ranks, Units), ("ranksNotRescaled", RanksNotRescaled, Units), ("digitRanks", DigitRanks, Units) })
        {
            if (ranks.FirstOrDefault(rank => rank > most) is > 0 and var rank)
            {
                yield return $"{name} has {rank}, but the weights have ranks from 1 to {most}.";
            }
        }

        if (LinearUnits < Features)
        {
            yield return $"linearUnits={LinearUnits} must be at least features={Features}, so that orthonormal columns exist.";
        }

        if (Tasks.Any(task => task is LearningTask.LinearFunction or LearningTask.SequentialMnist))
        {
            yield return "tasks can be PerceptualDecision, DelayMatchToSample and ContextDecision; the linear function is always there, and digits with digitUpdates above 0.";
        }

        if (Structures.Any(structure => structure is not (Connectivity.Dale or Connectivity.CellTypes or Connectivity.Sparse)))
        {
            yield return "structures can be Dale, CellTypes and Sparse; the others have options of their own.";
        }

        if (KernelProbes > Probes)
        {
            yield return $"kernelProbes={KernelProbes} are the first of the probes={Probes}; there cannot be more.";
        }
    }
}
