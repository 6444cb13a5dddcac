using System.ComponentModel.DataAnnotations;
using Glia.Events;
using Glia.Lab.Studies;

namespace Glia.Studies.Feast;

/// <summary>Options of the study.</summary>
public sealed record FeastStudyOptions : StudyOptions
{
    /// <summary>Steps of the square; the second half is measured.</summary>
    [Range(1000, 10_000_000)]
    public int SquareSteps { get; init; } = 100_000;

    /// <summary>Numbers of features for the square.</summary>
    [Range(1, 100)]
    public IReadOnlyList<int> SquareFeatures { get; init; } = [1, 2, 4, 9, 16];

    /// <summary>Features of a polarity for the digits.</summary>
    [Range(1, 1000)]
    public int Features { get; init; } = 50;

    /// <summary>Rows and columns of a patch, odd.</summary>
    [Range(1, 33)]
    public int PatchSize { get; init; } = 11;

    /// <summary>Time constant of the surface in milliseconds.</summary>
    [Range(0.1, 10_000.0)]
    public double TauMs { get; init; } = 30;

    /// <summary>How far the winner moves towards its patch.</summary>
    [Range(1e-6, 1.0)]
    public double LearningRate { get; init; } = 0.001;

    /// <summary>By how much the winner's threshold rises.</summary>
    [Range(0.0, 1.0)]
    public double ThresholdRise { get; init; } = 0.001;

    /// <summary>By how much all thresholds fall at a miss.</summary>
    [Range(0.0, 1.0)]
    public double ThresholdFall { get; init; } = 0.003;

    /// <summary>Digits that features are learned from, in one pass; of the training digits.</summary>
    [Range(10, 60_000)]
    public int LearnDigits { get; init; } = 1000;

    /// <summary>Digits that classifiers are trained with.</summary>
    [Range(50, 60_000)]
    public int TrainDigits { get; init; } = 6000;

    /// <summary>Digits that classifiers are tested with.</summary>
    [Range(10, 10_000)]
    public int TestDigits { get; init; } = 1000;

    /// <summary>Rows and columns of the grid in whose cells features are counted.</summary>
    [Range(1, 17)]
    public int Grid { get; init; } = 4;

    /// <summary>Random units of the extreme learning machine.</summary>
    [Range(10, 10_000)]
    public int HiddenUnits { get; init; } = 2000;

    /// <summary>Patches that batch k-means is fitted to, of each polarity.</summary>
    [Range(100, 1_000_000)]
    public int SamplePatches { get; init; } = 20_000;

    /// <summary>Time constants of the settings compared, in milliseconds.</summary>
    [Range(0.1, 10_000.0)]
    public IReadOnlyList<double> SettingTausMs { get; init; } = [10, 30, 100];

    /// <summary>Rows and columns of patches of the settings compared, odd.</summary>
    [Range(1, 33)]
    public IReadOnlyList<int> SettingPatches { get; init; } = [7, 11];

    /// <summary>Numbers of features of the settings compared.</summary>
    [Range(1, 1000)]
    public IReadOnlyList<int> SettingFeatures { get; init; } = [16, 50];

    /// <summary>Digits that features are learned from, of the settings compared.</summary>
    [Range(10, 60_000)]
    public int SettingLearnDigits { get; init; } = 500;

    /// <summary>Digits that classifiers are trained with, of the settings compared; as many are for testing as there are test digits.</summary>
    [Range(50, 60_000)]
    public int SettingTrainDigits { get; init; } = 2000;

    /// <summary>Milliseconds of the ring's film.</summary>
    [Range(100, 1_000_000)]
    public int RingSteps { get; init; } = 20_000;

    /// <summary>Share of the ring's events that are noise.</summary>
    [Range(0.0, 1.0)]
    public double RingNoise { get; init; } = 0.5;

    /// <summary>Numbers of features for the ring.</summary>
    [Range(1, 1000)]
    public IReadOnlyList<int> RingFeatures { get; init; } = [2, 4, 8, 16, 32, 64, 128];

    /// <summary>Folder of the real N-MNIST, which holds Train and Test with a folder of .bin files a digit; empty films MNIST images.</summary>
    public string Recordings { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (var size in SettingPatches.Prepend(PatchSize).Where(size => size % 2 == 0))
        {
            yield return $"A patch of {size} × {size} has no middle; take {size - 1} or {size + 1}.";
        }

        if (LearnDigits > TrainDigits || SettingLearnDigits > SettingTrainDigits)
        {
            yield return "Features are learned from some of the training digits: learnDigits must be at most trainDigits, and settingLearnDigits at most settingTrainDigits.";
        }

        if (Recordings.Length > 0)
        {
            foreach (var part in new[] { "Train", "Test" }.Select(part => Path.Combine(Recordings, part)).Where(part => !Directory.Exists(part)))
            {
                yield return $"There is no folder {part}; recordings must name the folder of N-MNIST with Train and Test in it.";
            }
        }
        else if (TrainDigits > 10_000 || SettingTrainDigits > 10_000 || TestDigits > 2000)
        {
            yield return "The images that Glia carries are 10,000 for training and 2,000 for testing; take fewer digits, or give N-MNIST with recordings.";
        }
    }

    /// <summary>Features and rates of FEAST for an arm.</summary>
    internal FeastOptions Rates(FeastArm arm) => new()
    {
        FeatureCount = arm.Features,
        LearningRate = (float)LearningRate,
        ThresholdRise = ThresholdRise,
        ThresholdFall = ThresholdFall,
    };
}
