namespace Glia.Continual;

/// <summary>Brings brightness to mean 0 and standard deviation 1 over a data set: x' = (x − mean)/deviation, in single precision, for x in [0, 1].</summary>
/// <remarks>Background pixels are then not zero, so that a network's first layer cannot skip them: a step costs about half as much again.</remarks>
public sealed record PixelNormalization
{
    /// <summary>Takes the numbers.</summary>
    /// <param name="mean">Mean brightness.</param>
    /// <param name="standardDeviation">Its standard deviation, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the deviation is not positive.</exception>
    public PixelNormalization(float mean, float standardDeviation)
    {
        Mean = float.IsFinite(mean) ? mean : throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean brightness must be finite.");
        StandardDeviation = standardDeviation > 0 && float.IsFinite(standardDeviation)
            ? standardDeviation
            : throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "The standard deviation of brightness must be greater than 0 and finite.");
    }

    /// <summary>That of MNIST's training images, (x − 0.1307)/0.3081: the default of Avalanche, and used by HLOP; GEM and van de Ven stay in [0, 1].</summary>
    public static PixelNormalization Mnist { get; } = new(.1307f, .3081f);

    /// <summary>That of Fashion-MNIST's training images, (x − 0.2860)/0.3530.</summary>
    public static PixelNormalization FashionMnist { get; } = new(.2860f, .3530f);

    /// <summary>What is subtracted.</summary>
    public float Mean { get; }

    /// <summary>What is divided by.</summary>
    public float StandardDeviation { get; }

    /// <summary>The number for a brightness in [0, 1].</summary>
    public float Apply(float brightness) => (brightness - Mean) / StandardDeviation;
}
