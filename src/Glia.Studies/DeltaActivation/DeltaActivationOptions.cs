using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.DeltaActivation;

/// <summary>Options of the study.</summary>
public sealed record DeltaActivationOptions : StudyOptions
{
    /// <summary>Films to train on; the embedded part of MNIST has 10,000 digits for training and validation.</summary>
    [Range(32, 50000)]
    public int TrainingClips { get; init; } = 6000;

    /// <summary>Films on which the strength of every method is chosen.</summary>
    [Range(20, 10000)]
    public int ValidationClips { get; init; } = 500;

    /// <summary>Films of the test.</summary>
    [Range(20, 10000)]
    public int TestClips { get; init; } = 1000;

    /// <summary>Rows and columns of a frame.</summary>
    [Range(28, 224)]
    public int Canvas { get; init; } = 40;

    /// <summary>Frames of a film, T.</summary>
    [Range(2, 64)]
    public int Frames { get; init; } = 8;

    /// <summary>Standard deviation of the sensor's noise in the films by which the claims are judged.</summary>
    [Range(0.0, 1.0)]
    public double NoiseDeviation { get; init; } = 0.02;

    /// <summary>Further noises, each with films of its own; no claim rests on these.</summary>
    [Range(0.0, 1.0)]
    public IReadOnlyList<double> OtherNoises { get; init; } = [0, 0.05];

    /// <summary>Further shares of films in which nothing moves; no claim rests on these.</summary>
    [Range(0.0, 1.0)]
    public IReadOnlyList<double> StillShares { get; init; } = [0.5];

    /// <summary>Epochs of the network before any sparsity is trained, on stills: one frame of each shot of a film.</summary>
    [Range(1, 100)]
    public int DenseEpochs { get; init; } = 20;

    /// <summary>Epochs on films with quantiser or penalty; the plain network is trained as long.</summary>
    [Range(1, 100)]
    public int RefinementEpochs { get; init; } = 4;

    /// <summary>Films of a mini-batch.</summary>
    [Range(1, 256)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Adam's first rate for weights; it falls to 0 along half a cosine.</summary>
    [Range(1e-6, 1.0)]
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Adam's first rate for quantisation steps, which falls alike.</summary>
    [Range(1e-6, 1.0)]
    public double StepLearningRate { get; init; } = 1e-2;

    /// <summary>The first quantisation step, as a share of the standard deviation of its activation.</summary>
    [Range(0.001, 100.0)]
    public double InitialStep { get; init; } = 0.5;

    /// <summary>Weights of the penalty on changes (sp_rate), ascending; the largest that loses little is judged.</summary>
    [Range(1e-12, 100.0)]
    public IReadOnlyList<double> DeltaWeights { get; init; } = [3e-3, 1e-2, 3e-2, 1e-1];

    /// <summary>Weights of the penalty on activations (L1), ascending, chosen by the same rule.</summary>
    [Range(1e-12, 100.0)]
    public IReadOnlyList<double> SpatialWeights { get; init; } = [3e-3, 1e-2, 3e-2, 1e-1];

    /// <summary>Steps and thresholds without training, as shares of the standard deviation of the activation, ascending, chosen by the same rule.</summary>
    [Range(0.001, 100.0)]
    public IReadOnlyList<double> Multiples { get; init; } = [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3];

    /// <summary>Folder of UCF101 with its class folders and lists of split 1, clips as .y4m or as folders of frames; empty for none.</summary>
    public string UcfFolder { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        var used = TrainingClips + ValidationClips;
        if (UcfFolder.Length == 0 && used > 10_000)
        {
            yield return $"trainingClips and validationClips make {used} digits; the embedded part of MNIST has 10,000.";
        }

        if (TestClips > 2_000)
        {
            yield return $"testClips={TestClips}; the embedded part of MNIST has 2,000 test digits.";
        }

        foreach (var (name, values) in new[] { ("deltaWeights", DeltaWeights), ("spatialWeights", SpatialWeights), ("multiples", Multiples) })
        {
            if (values.Count == 0 || values.Zip(values.Skip(1)).Any(pair => pair.First >= pair.Second))
            {
                yield return $"{name} must be in ascending order, at least one: the largest that loses little is chosen.";
            }
        }

        if (UcfFolder.Length > 0 && !Directory.Exists(UcfFolder))
        {
            yield return $"There is no folder '{UcfFolder}'.";
        }
    }
}
