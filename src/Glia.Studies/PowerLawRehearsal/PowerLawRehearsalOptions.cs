using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>Options of the study.</summary>
public sealed record PowerLawRehearsalOptions : StudyOptions
{
    /// <summary>Which digits are used; Full needs the data set mnist in the data cache.</summary>
    public MnistSource Data { get; init; } = MnistSource.Embedded;

    /// <summary>Number of tasks T of the main comparison.</summary>
    [Range(2, 200)]
    public int Tasks { get; init; } = 10;

    /// <summary>Number of tasks of the long stream; 0 leaves it out.</summary>
    [Range(0, 200)]
    public int LongTasks { get; init; } = 25;

    /// <summary>At most so many seeds for the long stream, the ablations and the split digits.</summary>
    [Range(1, 1000)]
    public int SideSeeds { get; init; } = 5;

    /// <summary>Training samples N of each task; with fewer images than tasks need, images serve several tasks.</summary>
    [Range(16, 60000)]
    public int SamplesPerTask { get; init; } = 6000;

    /// <summary>Test images of each task.</summary>
    [Range(10, 10000)]
    public int TestSamples { get; init; } = 1000;

    /// <summary>Training images kept apart, by which the strengths of the strategies are chosen.</summary>
    [Range(10, 10000)]
    public int ValidationSamples { get; init; } = 1000;

    /// <summary>Units of each of the two hidden layers.</summary>
    [Range(1, 4096)]
    public int HiddenUnits { get; init; } = 128;

    /// <summary>Step size of gradient descent.</summary>
    [Range(1e-6, 10)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Samples of a mini-batch.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 16;

    /// <summary>Rehearsal samples per new sample, ρ.</summary>
    [Range(0.0, 10.0)]
    public double Fraction { get; init; } = 0.2;

    /// <summary>Exponent α of the power law that the claims are judged by.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>Allow a negative exponent, which favours older tasks.</summary>
    public bool AllowInverse { get; init; }

    /// <summary>Strategies to compare with, each over its whole grid of strengths; none leaves them out.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [.. StrategyFamily.All.Select(family => family.Name)];

    /// <summary>Also run the ablations (fraction, width, exponent, order, clock, memory, step), other streams, and the strategies on the long stream.</summary>
    public bool Ablations { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Exponent < 0 && !AllowInverse)
        {
            yield return $"With exponent={Exponent} older tasks would be favoured; use a negative α only if you mean it, with allowInverse=true.";
        }

        foreach (var unknown in Strategies.Where(name => StrategyFamily.All.All(family => family.Name != name)))
        {
            yield return $"strategies: there is no '{unknown}'; there are {string.Join(", ", StrategyFamily.All.Select(family => family.Name))}.";
        }

        var (train, test) = Data == MnistSource.Full ? (60_000, 10_000) : (10_000, 2_000);
        if (TestSamples > test)
        {
            yield return $"testSamples={TestSamples}, but data={Data} has {test} test images.";
        }

        if (ValidationSamples >= train)
        {
            yield return $"validationSamples={ValidationSamples} leaves none of the {train} training images of data={Data} to train on.";
        }

        if (Ablations && ValidationSamples > train / 2)
        {
            yield return $"validationSamples={ValidationSamples} leaves too few of the {train} training images for the split digits; ask for at most {train / 2} or set ablations=false.";
        }
    }
}
