namespace Glia.Homeostasis;

/// <summary>A learning rate that good classes raise and bad ones lower, where the learner takes the change only if it imagines to do better with it.</summary>
/// <remarks>
/// <para>Every <see cref="RegulationOptions.Interval"/> samples two updates are imagined, one with the present rate and one with the rate that
/// the <em>predicted</em> class would make of it. Only if the second is right on strictly more of the remembered samples, the rate changes, by the
/// <em>true</em> class. Otherwise it stays.</para>
/// <para>Source: Man, Damasio, Neven 2022 (arXiv 2205.08645), published code. Thread-safe: no.</para>
/// </remarks>
public sealed class HomeostaticLearningRate : ILearningRateRule
{
    private readonly RegulatedRate _rate;
    private readonly int _interval;

    /// <summary>Takes the options.</summary>
    /// <param name="options">How classes act.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">There are not ten classes and no excitatory ones are given, or one of these does not exist.</exception>
    public HomeostaticLearningRate(RegulationOptions options, int classes = 10)
    {
        _rate = new RegulatedRate(options, classes);
        _interval = options.Interval;
        Memory = options.Memory;
    }

    /// <inheritdoc/>
    public double Rate => _rate.Value;

    /// <summary>How often the rate would have become negative and was set to the floor.</summary>
    public int FloorHits => _rate.FloorHits;

    /// <summary>How often an encounter was imagined.</summary>
    public int Encounters { get; private set; }

    /// <summary>How often the change was taken.</summary>
    public int Taken { get; private set; }

    /// <inheritdoc/>
    public int Memory { get; }

    /// <inheritdoc/>
    public bool ActsAt(int sample) => sample > Memory && sample % _interval == 0;

    /// <inheritdoc/>
    public void Meet(Encounter encounter, IImaginedUpdate imagined)
    {
        ArgumentNullException.ThrowIfNull(imagined);
        Encounters++;
        var left = imagined.Correct(Rate);
        var taken = imagined.Correct(_rate.After(encounter.Predicted));
        if (taken > left)
        {
            Taken++;
            _rate.Meet(encounter.Label);
        }
    }
}
