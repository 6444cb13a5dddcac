using Glia.Random;

namespace Glia.Homeostasis;

/// <summary>The control of <see cref="HomeostaticLearningRate"/> that imagines nothing: every interval a coin decides whether the class changes the rate.</summary>
/// <remarks>Source: Man, Damasio, Neven 2022 (arXiv 2205.08645), published code. Thread-safe: no.</remarks>
public sealed class RandomRegulation : ILearningRateRule
{
    private readonly RegulatedRate _rate;
    private readonly int _interval;
    private readonly RandomStream _random;

    /// <summary>Takes the options; the memory is not used.</summary>
    /// <param name="options">How classes act.</param>
    /// <param name="random">The coin.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">There are not ten classes and no excitatory ones are given, or one of these does not exist.</exception>
    public RandomRegulation(RegulationOptions options, RandomStream random, int classes = 10)
    {
        ArgumentNullException.ThrowIfNull(random);
        _rate = new RegulatedRate(options, classes);
        _interval = options.Interval;
        _random = random;
    }

    /// <inheritdoc/>
    public double Rate => _rate.Value;

    /// <summary>How often the rate would have become negative and was set to the floor.</summary>
    public int FloorHits => _rate.FloorHits;

    /// <inheritdoc/>
    public int Memory => 0;

    /// <inheritdoc/>
    public bool ActsAt(int sample) => sample > 0 && sample % _interval == 0;

    /// <inheritdoc/>
    public void Meet(Encounter encounter, IImaginedUpdate imagined)
    {
        if (_random.NextInt(2) == 0)
        {
            _rate.Meet(encounter.Label);
        }
    }
}
