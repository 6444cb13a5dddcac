using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.SnnDelays;

/// <summary>Options of the study.</summary>
public sealed record SnnDelaysOptions : StudyOptions
{
    /// <summary>Widths of the hidden layer on the patterns; none leaves the patterns out.</summary>
    [Range(2, 1024)]
    public IReadOnlyList<int> HiddenUnits { get; init; } = [16, 32];

    /// <summary>Patterns to train on.</summary>
    [Range(50, 100000)]
    public int TrainSamples { get; init; } = 1000;

    /// <summary>Patterns kept apart, by which learning rates are chosen.</summary>
    [Range(10, 100000)]
    public int ValidationSamples { get; init; } = 500;

    /// <summary>Patterns to test on, once.</summary>
    [Range(10, 100000)]
    public int TestSamples { get; init; } = 1000;

    /// <summary>Epochs on the patterns; with fewer than 40 the taps narrow too fast to learn.</summary>
    [Range(4, 1000)]
    public int Epochs { get; init; } = 40;

    /// <summary>Patterns of a batch.</summary>
    [Range(2, 4096)]
    public int BatchSize { get; init; } = 50;

    /// <summary>Learning rates of the weights to choose from, for every arm alike, by the accuracy on validation samples.</summary>
    [Range(1e-6, 1.0)]
    public IReadOnlyList<double> LearningRates { get; init; } = [0.005, 0.01];

    /// <summary>Learning rate of the positions.</summary>
    [Range(1e-6, 10.0)]
    public double PositionRate { get; init; } = 0.1;

    /// <summary>Number K of delays, odd.</summary>
    [Range(3, 255)]
    public int MaxDelay { get; init; } = 25;

    /// <summary>Width of the taps at first, in steps.</summary>
    [Range(0.23, 200)]
    public double Sigma { get; init; } = 12;

    /// <summary>Units of each of the two hidden layers on spoken digits; 0 leaves the digits out.</summary>
    [Range(0, 1024)]
    public int DigitUnits { get; init; } = 64;

    /// <summary>Epochs on spoken digits.</summary>
    [Range(4, 1000)]
    public int DigitEpochs { get; init; } = 15;

    /// <summary>Spoken digits of a batch.</summary>
    [Range(2, 4096)]
    public int DigitBatchSize { get; init; } = 128;

    /// <summary>Part of the hidden spikes that is dropped while training on digits.</summary>
    [Range(0.0, 0.9)]
    public double DigitDropout { get; init; } = 0.25;

    /// <summary>Folder with shd_train.h5 and shd_test.h5; empty leaves SHD out.</summary>
    public string ShdFolder { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (var file in ShdFolder.Length == 0 ? [] : HeidelbergDigits.Files.Where(file => !File.Exists(Path.Combine(ShdFolder, file))))
        {
            yield return $"shdFolder={ShdFolder} has no {file}; unpack the file of that name from zenkelab.org/datasets there.";
        }

        if (MaxDelay % 2 == 0)
        {
            yield return $"maxDelay={MaxDelay} is even; a middle delay needs an odd number, such as {MaxDelay + 1}.";
        }

        if (ShdFolder.Length > 0 && DigitUnits == 0)
        {
            yield return "digitUnits=0, but SHD needs a number of hidden units.";
        }

        if (HiddenUnits.Count == 0 && DigitUnits == 0)
        {
            yield return "Neither patterns (hiddenUnits) nor spoken digits (digitUnits) are asked for.";
        }

        if (LearningRates.Count == 0)
        {
            yield return "learningRates is empty; name at least one.";
        }
    }
}
