using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Options of the study.</summary>
public sealed record ZeroShotOptions : StudyOptions
{
    /// <summary>Neurons of each liquid.</summary>
    [Range(10, 5000)]
    public int Units { get; init; } = 200;

    /// <summary>What part of a membrane is kept from step to step, images.</summary>
    [Range(0.0, 0.999)]
    public double ImageDecay { get; init; } = 0.9;

    /// <summary>Threshold, images.</summary>
    [Range(0.001, 1000.0)]
    public double ImageThreshold { get; init; } = 5;

    /// <summary>What part of a membrane is kept from step to step, sounds.</summary>
    [Range(0.0, 0.999)]
    public double SoundDecay { get; init; } = 0.97;

    /// <summary>Threshold, sounds.</summary>
    [Range(0.001, 1000.0)]
    public double SoundThreshold { get; init; } = 5.3;

    /// <summary>Spikes a neuron and step to which the scale of the weights is calibrated on training recordings.</summary>
    [Range(0.001, 0.5)]
    public double Rate { get; init; } = 0.1;

    /// <summary>S.d. of the conductances of resistive memory, their mean being 1.</summary>
    [Range(0.01, 2.0)]
    public double ConductanceDeviation { get; init; } = 0.4;

    /// <summary>S.d. of the noise at each read of a device, as a part of its conductance.</summary>
    [Range(0.0, 1.0)]
    public double ReadNoise { get; init; } = 0.02;

    /// <summary>Part of the devices that are stuck at the lowest or highest conductance.</summary>
    [Range(0.0, 1.0)]
    public double StuckFraction { get; init; }

    /// <summary>Conductances that a device can have; 0 for any.</summary>
    [Range(0, 1024)]
    public int ConductanceLevels { get; init; }

    /// <summary>Images of a digit to train on, drawn by the seed.</summary>
    [Range(2, 6000)]
    public int ImagesPerDigit { get; init; } = 300;

    /// <summary>Clips of a digit to train on, at most; as many pairs of a digit are learned from.</summary>
    [Range(2, 6000)]
    public int ClipsPerDigit { get; init; } = 144;

    /// <summary>Images of a digit to test on, and clips at most.</summary>
    [Range(2, 1000)]
    public int TestPerDigit { get; init; } = 100;

    /// <summary>Numbers of an embedding.</summary>
    [Range(1, 2048)]
    public int Width { get; init; } = 64;

    /// <summary>A further width of embeddings to try; 0 for none.</summary>
    [Range(0, 2048)]
    public int OtherWidth { get; init; } = 128;

    /// <summary>Epochs; the last is judged.</summary>
    [Range(1, 1000)]
    public int Epochs { get; init; } = 20;

    /// <summary>Pairs of a batch.</summary>
    [Range(2, 1024)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Learning rate of the projections.</summary>
    [Range(1e-6, 1.0)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Pairs of batches of the prototype network: a mean image needs some images of a digit.</summary>
    [Range(2, 4096)]
    public int PrototypeBatchSize { get; init; } = 64;

    /// <summary>Choices of two unseen digits, of 45; fewer are drawn at random, the same for all seeds.</summary>
    [Range(1, 45)]
    public int UnseenPairs { get; init; } = 45;

    /// <summary>Epochs of the spiking networks whose weights are trained, on the paper's digits; 0 leaves them out.</summary>
    [Range(0, 1000)]
    public int TrainedEpochs { get; init; } = 20;

    /// <summary>Learning rate of the trained networks' synapses; the default is the best of 0.001 and 0.0003 on seen digits, on seeds that are not judged.</summary>
    [Range(1e-6, 1.0)]
    public double SynapseRate { get; init; } = 3e-4;

    /// <summary>Also try further sources of weights, losses and widths.</summary>
    public bool Others { get; init; } = true;

    /// <summary>Folder 'recordings' of the Free Spoken Digit Dataset, in place of the spoken digits of espeak-ng.</summary>
    public string FsddFolder { get; init; } = "";

    /// <summary>Folder of N-MNIST with Train and Test, in place of events from moving MNIST digits.</summary>
    public string NmnistFolder { get; init; } = "";

    /// <summary>The file n-tidigits.hdf5, in place of the spoken digits of espeak-ng.</summary>
    public string NtidigitsFile { get; init; } = "";

    internal LiquidOptions ImageLiquid => new() { Units = Units, Decay = ImageDecay, Threshold = ImageThreshold };

    internal LiquidOptions SoundLiquid => new() { Units = Units, Decay = SoundDecay, Threshold = SoundThreshold };

    internal MemristorOptions Devices => new()
    {
        Deviation = ConductanceDeviation,
        ReadNoise = ReadNoise,
        StuckFraction = StuckFraction,
        Levels = ConductanceLevels,
        Largest = 1 + (4 * ConductanceDeviation),
    };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (FsddFolder.Length > 0 && !(Directory.Exists(FsddFolder) && Directory.EnumerateFiles(FsddFolder, "*.wav").Any()))
        {
            yield return $"fsddFolder={FsddFolder} has no WAV files; give the folder 'recordings' of the Free Spoken Digit Dataset.";
        }

        if (NtidigitsFile.Length > 0 && !File.Exists(NtidigitsFile))
        {
            yield return $"There is no file '{NtidigitsFile}'; ntidigitsFile is the path of n-tidigits.hdf5.";
        }

        if (NtidigitsFile.Length > 0 && FsddFolder.Length > 0)
        {
            yield return "ntidigitsFile and fsddFolder both name spoken digits; give one.";
        }

        foreach (var part in NmnistFolder.Length == 0 ? [] : new[] { "Train", "Test" }.Where(part => !Directory.Exists(Path.Combine(NmnistFolder, part, "0"))))
        {
            yield return $"nmnistFolder={NmnistFolder} has no folder {part}/0; unpack Train.zip and Test.zip of N-MNIST there.";
        }

        if (ClipsPerDigit > ImagesPerDigit)
        {
            yield return $"clipsPerDigit={ClipsPerDigit} is more than imagesPerDigit={ImagesPerDigit}; every clip needs an image of its own.";
        }
    }
}
