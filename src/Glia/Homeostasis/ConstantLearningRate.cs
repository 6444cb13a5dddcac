namespace Glia.Homeostasis;

/// <summary>A learning rate that nothing changes.</summary>
public sealed class ConstantLearningRate : ILearningRateRule
{
    /// <summary>Takes the rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not greater than 0.</exception>
    public ConstantLearningRate(double rate)
    {
        Rate = rate > 0 && double.IsFinite(rate) ? rate : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A learning rate must be greater than 0.");
    }

    /// <inheritdoc/>
    public double Rate { get; }

    /// <inheritdoc/>
    public int Memory => 0;

    /// <inheritdoc/>
    public bool ActsAt(int sample) => false;

    /// <inheritdoc/>
    public void Meet(Encounter encounter, IImaginedUpdate imagined)
    {
    }
}
