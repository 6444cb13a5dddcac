using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.DynamicConfidence;

/// <summary>Options of the study.</summary>
public sealed record DynamicConfidenceOptions : StudyOptions
{
    /// <summary>Which images are used; Full needs the data set fashion-mnist in the data cache.</summary>
    public FashionSource Data { get; init; } = FashionSource.Embedded;

    /// <summary>The network that is trained and converted.</summary>
    public NetworkKind Network { get; init; } = NetworkKind.Convolutional;

    /// <summary>Also convert with negative spikes (QFFS), and train with learned steps (LSQ); the claims are judged by QCFS.</summary>
    public bool OtherConversions { get; init; } = true;

    /// <summary>Positive levels L of an activation.</summary>
    [Range(1, 255)]
    public int Levels { get; init; } = 4;

    /// <summary>Steps T of the spiking network.</summary>
    [Range(2, 1024)]
    public int Steps { get; init; } = 32;

    /// <summary>Training images that the threshold and α are chosen on; the weights never see them.</summary>
    [Range(50, 10000)]
    public int CalibrationImages { get; init; } = 1000;

    /// <summary>Training images kept apart to report the accuracy of the trained network.</summary>
    [Range(50, 10000)]
    public int ValidationImages { get; init; } = 1000;

    /// <summary>Training images at most.</summary>
    [Range(50, 60000)]
    public int TrainingImages { get; init; } = 60000;

    /// <summary>Test images at most.</summary>
    [Range(50, 10000)]
    public int TestImages { get; init; } = 10000;

    /// <summary>Passes over the training images.</summary>
    [Range(1, 200)]
    public int Epochs { get; init; } = 12;

    /// <summary>Step size of gradient descent at the start; falls to 0 as half a cosine.</summary>
    [Range(1e-6, 10)]
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Samples of a mini-batch.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 128;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        var held = CalibrationImages + ValidationImages;
        var all = Data == FashionSource.Full ? 60_000 : 10_000;
        if (held >= all)
        {
            yield return $"calibrationImages and validationImages ({held}) leave none of the {all} training images of data={Data} to train on.";
        }
    }
}
