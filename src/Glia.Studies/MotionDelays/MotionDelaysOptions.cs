using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;
using Glia.Vision;

namespace Glia.Studies.MotionDelays;

/// <summary>Options of the study.</summary>
public sealed record MotionDelaysOptions : StudyOptions
{
    /// <summary>Where the images come from.</summary>
    public ImageSource Images { get; init; } = ImageSource.DeadLeaves;

    /// <summary>With images=Photographs: a folder of PNG or JPEG files, or a .npy cube [rows, columns, images]; a third of them is for testing.</summary>
    public string ImageFolder { get; init; } = "";

    /// <summary>Whether photographs are whitened here; false for such that are already.</summary>
    public bool Whiten { get; init; } = true;

    /// <summary>Rows and columns of an image in pixels, a power of two; photographs are cut to that.</summary>
    [Range(64, 4096)]
    public int ImageSize { get; init; } = 512;

    /// <summary>Images that films for training are cut from; as many as half of them, at least one, are for validation and for testing each.</summary>
    [Range(1, 1000)]
    public int TrainingImages { get; init; } = 8;

    /// <summary>Rows and columns of a film in pixels.</summary>
    [Range(8, 512)]
    public int Window { get; init; } = 32;

    /// <summary>Length of a film in milliseconds.</summary>
    [Range(4, 2000)]
    public int Steps { get; init; } = 80;

    /// <summary>Directions of motion at each speed.</summary>
    [Range(2, 64)]
    public int Directions { get; init; } = 8;

    /// <summary>Speeds in pixels per millisecond; the directions of every other one are turned by half a step.</summary>
    [Range(0.01, 4.0)]
    public IReadOnlyList<double> Speeds { get; init; } = [0.35, 0.7];

    /// <summary>Delays of the kernels in milliseconds, 0 included; odd.</summary>
    [Range(5, 101)]
    public int Delays { get; init; } = 11;

    /// <summary>Rows and columns of a receptive field in pixels; odd.</summary>
    [Range(3, 51)]
    public int ReceptiveField { get; init; } = 9;

    /// <summary>Threshold of the event camera, in standard deviations of the changes of a film.</summary>
    [Range(0.01, 20.0)]
    public double Selectivity { get; init; } = 1;

    /// <summary>Standard deviation of the noise on the films' pixels, which lie from −1 to 1.</summary>
    [Range(0.0, 1.0)]
    public double PixelNoise { get; init; } = 0.001;

    /// <summary>Mean length of a stretch of one motion in milliseconds, in training films.</summary>
    [Range(1.0, 10000.0)]
    public double MeanBlock { get; init; } = EyeMovementPath.MeanBlock;

    /// <summary>Films for training.</summary>
    [Range(1, 100000)]
    public int TrainingFilms { get; init; } = 60;

    /// <summary>Times that each training film is seen.</summary>
    [Range(1, 10000)]
    public int Epochs { get; init; } = 8;

    /// <summary>Adam's step sizes to choose from; every arm that learns takes the best by validation films.</summary>
    [Range(1e-6, 1.0)]
    public IReadOnlyList<double> LearningRates { get; init; } = [0.002, 0.005, 0.0125];

    /// <summary>Films of constant motion by which the step size is chosen.</summary>
    [Range(1, 10000)]
    public int ValidationFilms { get; init; } = 48;

    /// <summary>Films of constant motion for testing, and of each kind of texture.</summary>
    [Range(1, 10000)]
    public int TestFilms { get; init; } = 100;

    /// <summary>Films of changing motion for testing.</summary>
    [Range(1, 10000)]
    public int SaccadicFilms { get; init; } = 40;

    /// <summary>Fractions of the weights that pruning keeps; 0.05 is judged.</summary>
    [Range(1e-6, 1.0)]
    public IReadOnlyList<double> KeptFractions { get; init; } = [1, 0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.0025, 0.001];

    /// <summary>Spreads of the velocity of moving textures, as a fraction of the speed; the least and the largest are judged.</summary>
    [Range(0.001, 100.0)]
    public IReadOnlyList<double> VelocityBandwidths { get; init; } = [0.05, 0.2, 0.5, 1, 2];

    /// <summary>Spread of the orientation of gratings in radians.</summary>
    [Range(0.001, 10.0)]
    public double GratingBandwidth { get; init; } = 0.1;

    /// <summary>Numbers of motifs at 31 delays; 144 and 1364 are judged.</summary>
    [Range(1, 5000)]
    public IReadOnlyList<int> MotifCounts { get; init; } = [144, 1364];

    /// <summary>Delays of motifs, at 144 motifs; 5 and 31 are judged.</summary>
    [Range(1, 101)]
    public IReadOnlyList<int> MotifDelays { get; init; } = [5, 11, 31];

    /// <summary>Rasters of 1,000 steps by which the detection of motifs is measured.</summary>
    [Range(1, 1000)]
    public int MotifRasters { get; init; } = 4;

    internal MotionClasses Classes => new(Directions, Speeds);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (ImageFolder.Length > 0 && Images == ImageSource.DeadLeaves)
        {
            yield return "imageFolder is used with images=Photographs only.";
        }

        if ((ImageSize & (ImageSize - 1)) != 0)
        {
            yield return $"imageSize={ImageSize} must be a power of two, for the Fourier transform.";
        }

        if (Delays % 2 == 0 || ReceptiveField % 2 == 0)
        {
            yield return $"delays={Delays} and receptiveField={ReceptiveField} must be odd.";
        }

        if (Directions % 2 != 0)
        {
            yield return $"directions={Directions} must be even, so that each motion has an opposite one.";
        }

        if (ReceptiveField > Window || Delays > Steps)
        {
            yield return $"A film of {Steps} × {Window} × {Window} must not be smaller than the kernel of {Delays} × {ReceptiveField} × {ReceptiveField}.";
        }

        if (Speeds.Count == 0 || LearningRates.Count == 0 || KeptFractions.Distinct().Count() < 4 || VelocityBandwidths.Count == 0)
        {
            yield return "speeds, learningRates and velocityBandwidths must not be empty, and keptFractions must hold at least four.";
        }
        else if (Window + (Speeds.Max() * Steps) + (2 * ImageMovie.Margin) + 1 > ImageSize)
        {
            yield return FormattableString.Invariant($"imageSize={ImageSize} is too small: a window of {Window} that moves {Speeds.Max() * Steps:0} pixels needs {Math.Ceiling(Window + (Speeds.Max() * Steps) + (2 * ImageMovie.Margin) + 1)}.");
        }
    }
}
