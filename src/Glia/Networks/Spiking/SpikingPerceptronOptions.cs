namespace Glia.Networks.Spiking;

/// <summary>What a <see cref="SpikingPerceptron"/> is besides its sizes. Defaults are those of Xiao et al. 2024 for permuted MNIST.</summary>
public sealed record SpikingPerceptronOptions
{
    /// <summary>Neurons and the way in which they are trained. Default <see cref="DifferentiationOnRates"/>.</summary>
    public SpikingTraining Training { get; init; } = new DifferentiationOnRates();

    /// <summary>By which weights errors go back. Default the layer's own.</summary>
    public FeedbackMode Feedback { get; init; } = FeedbackMode.Backprop;

    /// <summary>What is subtracted from each input. Default 0.1307, the mean of MNIST.</summary>
    public double InputMean { get; init; } = 0.1307;

    /// <summary>What each input is then divided by. Default 0.3081, the standard deviation of MNIST.</summary>
    public double InputDeviation { get; init; } = 0.3081;

    internal SpikingPerceptronOptions Validated()
    {
        Training.Validate();
        return InputDeviation > 0 && double.IsFinite(InputDeviation) && double.IsFinite(InputMean)
            ? this
            : throw new ArgumentOutOfRangeException(nameof(InputDeviation), InputDeviation, "SpikingPerceptronOptions.InputDeviation must be greater than 0, and InputMean finite.");
    }
}
