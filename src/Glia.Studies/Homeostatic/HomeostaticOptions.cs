using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.Homeostatic;

/// <summary>Options of the study.</summary>
public sealed record HomeostaticOptions : StudyOptions
{
    /// <summary>Which digits are used; Full needs the data set mnist in the data cache.</summary>
    public ImageSource Mnist { get; init; } = ImageSource.Embedded;

    /// <summary>Which articles of clothing are used; Full needs the data set fashion-mnist in the data cache.</summary>
    public ImageSource Fashion { get; init; } = ImageSource.Embedded;

    /// <summary>Epochs of 60,000 samples: one pass through all images, six through the embedded ones.</summary>
    [Range(1, 1000)]
    public int Epochs { get; init; } = 50;

    /// <summary>Break every epoch off after so many batches of ten samples, to try things out; 0 for whole epochs.</summary>
    [Range(0, 6000)]
    public int BatchesPerEpoch { get; init; }

    /// <summary>Exchanges of labels per epoch.</summary>
    [Range(0, 6000)]
    public IReadOnlyList<int> Swaps { get; init; } = [0, 2, 10, 60, 300];

    /// <summary>Epochs of a season, in which labels are exchanged at none or at the highest of the rates by turns; 0 for no seasons.</summary>
    [Range(0, 1000)]
    public int SeasonEpochs { get; init; } = 5;

    /// <summary>Initial learning rates η₀. The first is that by which most claims are judged; the published code has 0.001 and, in a comment, 0.0058.</summary>
    [Range(1e-6, 10)]
    public IReadOnlyList<double> InitialRates { get; init; } = [0.0058, 0.001];

    /// <summary>Constant learning rates to compare with, as multiples of each η₀.</summary>
    [Range(1e-3, 1e3)]
    public IReadOnlyList<double> RateFactors { get; init; } = [0.25, 0.5, 1, 2, 4, 8, 16];

    /// <summary>At most so many seeds for the learning rates other than η₀.</summary>
    [Range(1, 1000)]
    public int GridSeeds { get; init; } = 3;

    /// <summary>Also let homeostasis begin at each of these learning rates, so that both are tuned.</summary>
    public bool TuneHomeostasis { get; init; } = true;

    /// <summary>By how much the learning rate goes up or down at once, as a share of η₀.</summary>
    [Range(0.0, 1.0)]
    public double StepShare { get; init; } = 0.1;

    /// <summary>Every so many samples the rate may change.</summary>
    [Range(10, 10000)]
    public int Interval { get; init; } = 10;

    /// <summary>Samples on which updates are imagined.</summary>
    [Range(1, 9999)]
    public int Memory { get; init; } = 20;

    /// <summary>Labels that raise the learning rate; all others lower it.</summary>
    [Range(0, 9)]
    public IReadOnlyList<int> ExcitatoryClasses { get; init; } = [5, 6, 7, 8, 9];

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Mnist == ImageSource.None && Fashion == ImageSource.None)
        {
            yield return "mnist=None and fashion=None leave nothing to classify.";
        }

        if (InitialRates.Count == 0)
        {
            yield return "initialRates is empty; give at least one learning rate, such as 0.0058.";
        }

        if (Swaps.Count == 0)
        {
            yield return "swaps is empty; give at least one rate of shift, such as 300.";
        }

        if (Interval % 10 != 0)
        {
            yield return $"interval={Interval} is no multiple of the 10 samples of a batch, at whose beginning the rate may change.";
        }
    }
}
