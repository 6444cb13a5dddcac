using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.MetaNeuron;

/// <summary>Options of the study.</summary>
public sealed record MetaNeuronOptions : StudyOptions
{
    /// <summary>Initial time constants on the Poisson rates, in steps, greater than 1.</summary>
    public IReadOnlyList<double> RateTaus { get; init; } = [1.1, 2, 5, 20];

    /// <summary>Initial time constants on the bursts, in steps, greater than 1.</summary>
    public IReadOnlyList<double> BurstTaus { get; init; } = [1.1, 2, 5, 20];

    /// <summary>Further time constants with which weights alone are trained on the bursts.</summary>
    public IReadOnlyList<double> RivalTaus { get; init; } = [];

    /// <summary>Learning rates that every network chooses from on validation trains.</summary>
    [Range(1e-6, 1.0)]
    public IReadOnlyList<double> LearningRates { get; init; } = [1e-3, 5e-3, 2e-2];

    /// <summary>Widths that every network chooses from on validation trains.</summary>
    [Range(1, 1024)]
    public IReadOnlyList<int> Widths { get; init; } = [8, 16, 32];

    /// <summary>Passes over the training trains.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 30;

    /// <summary>Training trains, and as many for validation.</summary>
    [Range(40, 100_000)]
    public int Train { get; init; } = 800;

    /// <summary>Test trains.</summary>
    [Range(40, 1_000_000)]
    public int Test { get; init; } = 2000;

    /// <summary>Steps of a train.</summary>
    [Range(2, 10_000)]
    public int Steps { get; init; } = 100;

    /// <summary>Also run the meta neuron, constants only and STDP.</summary>
    public bool OtherRules { get; init; } = true;

    /// <summary>Passes over the digits 3 and 8; 0 leaves them out.</summary>
    [Range(0, 1000)]
    public int DigitEpochs { get; init; } = 10;

    /// <summary>Latency patterns of the tempotron; none leaves it out. 40 is judged.</summary>
    [Range(2, 10_000)]
    public IReadOnlyList<int> TempotronPatterns { get; init; } = [40];

    /// <summary>The most passes of the tempotron over its patterns.</summary>
    [Range(1, 100_000)]
    public int TempotronEpochs { get; init; } = 400;

    /// <summary>Long trains of each class by which complexity is judged, and as many from which it is known.</summary>
    [Range(20, 100_000)]
    public int LongTrains { get; init; } = 300;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (var tau in RateTaus.Concat(BurstTaus).Concat(RivalTaus).Where(tau => !(tau > 1 && double.IsFinite(tau))))
        {
            yield return FormattableString.Invariant($"A time constant must be greater than 1 step (it is τ/dt); got {tau}.");
        }

        if (LearningRates.Count == 0 || Widths.Count == 0)
        {
            yield return "There must be at least one learning rate and one width to choose from.";
        }
    }
}
