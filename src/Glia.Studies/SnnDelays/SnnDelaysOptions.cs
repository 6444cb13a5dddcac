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

    /// <summary>Synapses of a unit in the sparse networks on digits, drawn once; 0 leaves them out.</summary>
    [Range(0, 1024)]
    public int SparseFanIn { get; init; } = 10;

    /// <summary>Epochs on spoken digits.</summary>
    [Range(4, 1000)]
    public int DigitEpochs { get; init; } = 8;

    /// <summary>Spoken digits of a batch.</summary>
    [Range(2, 4096)]
    public int DigitBatchSize { get; init; } = 64;

    /// <summary>Learning rates of the weights to choose from on digits, for every arm alike, by the accuracy on validation samples.</summary>
    [Range(1e-6, 1.0)]
    public IReadOnlyList<double> DigitLearningRates { get; init; } = [0.005];

    /// <summary>Part of the hidden spikes that is dropped while training on digits.</summary>
    [Range(0.0, 0.9)]
    public double DigitDropout { get; init; } = 0.25;

    /// <summary>Folder 'recordings' of the Free Spoken Digit Dataset; empty leaves it out. Epochs, batches, rates and dropout are those of the spoken digits.</summary>
    public string FsddFolder { get; init; } = "";

    /// <summary>Units of each of the two hidden layers on the Free Spoken Digit Dataset.</summary>
    [Range(1, 1024)]
    public int FsddUnits { get; init; } = 32;

    /// <summary>Folder with shd_train.h5 and shd_test.h5; empty leaves SHD out.</summary>
    public string ShdFolder { get; init; } = "";

    /// <summary>Folder with ssc_train.h5, ssc_valid.h5 and ssc_test.h5; empty leaves SSC out. A trial holds 4.2 GB for the training samples.</summary>
    public string SscFolder { get; init; } = "";

    /// <summary>Folder of Speech Commands v0.02, with its two lists; empty leaves GSC out. A trial holds 4.8 GB for the training samples.</summary>
    public string GscFolder { get; init; } = "";

    /// <summary>Units of a hidden layer on SHD, SSC and GSC; 0 for the paper's 256, 512 and 512.</summary>
    [Range(0, 4096)]
    public int BenchmarkUnits { get; init; }

    /// <summary>Epochs on SHD, SSC and GSC; 0 for the paper's 150, 60 and 100.</summary>
    [Range(0, 10000)]
    public int BenchmarkEpochs { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => [.. MissingData(), .. WrongSizes()];

    private IEnumerable<string> MissingData()
    {
        foreach (var (option, folder, files) in new[] { ("shdFolder", ShdFolder, HeidelbergFiles.Digits), ("sscFolder", SscFolder, HeidelbergFiles.Commands) })
        {
            foreach (var file in folder.Length == 0 ? [] : files.Where(file => !File.Exists(Path.Combine(folder, file))))
            {
                yield return $"{option}={folder} has no {file}; unpack the file of that name from zenkelab.org/datasets there.";
            }
        }

        if (FsddFolder.Length > 0 && !(Directory.Exists(FsddFolder) && Directory.EnumerateFiles(FsddFolder, "*.wav").Any()))
        {
            yield return $"fsddFolder={FsddFolder} has no WAV files; give the folder 'recordings' of the Free Spoken Digit Dataset.";
        }

        if (GscFolder.Length > 0 && !File.Exists(Path.Combine(GscFolder, "testing_list.txt")))
        {
            yield return $"gscFolder={GscFolder} has no testing_list.txt; give the folder that speech_commands_v0.02.tar.gz unpacks to.";
        }
    }

    private IEnumerable<string> WrongSizes()
    {
        if (MaxDelay % 2 == 0)
        {
            yield return $"maxDelay={MaxDelay} is even; a middle delay needs an odd number, such as {MaxDelay + 1}.";
        }

        if (BenchmarkEpochs is > 0 and < 4)
        {
            yield return $"benchmarkEpochs={BenchmarkEpochs} is too few for widths to fall and delays to be rounded; give 0 or at least 4.";
        }

        if (HiddenUnits.Count == 0 && DigitUnits == 0 && FsddFolder.Length + ShdFolder.Length + SscFolder.Length + GscFolder.Length == 0)
        {
            yield return "Nothing is asked for: neither patterns (hiddenUnits) nor spoken digits (digitUnits) nor a folder of a data set.";
        }

        if (LearningRates.Count == 0 || DigitLearningRates.Count == 0)
        {
            yield return "learningRates or digitLearningRates is empty; name at least one.";
        }
    }
}
