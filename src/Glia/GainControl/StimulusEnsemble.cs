namespace Glia.GainControl;

/// <summary>How often each stimulus of a set occurs.</summary>
public sealed class StimulusEnsemble
{
    private const double Tolerance = 1e-9;
    private readonly double[] _probabilities;

    /// <summary>Takes probabilities, one a stimulus.</summary>
    /// <exception cref="ArgumentException">A probability is negative or not a number, or they do not sum to 1.</exception>
    public StimulusEnsemble(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        _probabilities = [.. probabilities];
        var bad = Array.FindIndex(_probabilities, probability => !(probability >= 0));
        if (bad >= 0)
        {
            throw new ArgumentException($"The probability of stimulus {bad} is {_probabilities[bad]}; expected a number from 0 to 1.", nameof(probabilities));
        }

        if (!(Math.Abs(_probabilities.Sum() - 1) <= Tolerance))
        {
            throw new ArgumentException($"The {_probabilities.Length} probabilities sum to {_probabilities.Sum()}, not to 1.", nameof(probabilities));
        }
    }

    /// <summary>The probabilities, one a stimulus.</summary>
    public IReadOnlyList<double> Probabilities => _probabilities;

    /// <summary>All stimuli equally often: the control state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one stimulus.</exception>
    public static StimulusEnsemble Uniform(int stimuli)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stimuli, 1);
        return new StimulusEnsemble([.. Enumerable.Repeat(1.0 / stimuli, stimuli)]);
    }

    /// <summary>One stimulus, the adapter, with a probability of its own and the others equally often.</summary>
    /// <param name="stimuli">How many stimuli, 2 or more.</param>
    /// <param name="adapter">Which of them is the adapter.</param>
    /// <param name="probability">How often the adapter occurs, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stimulus, or the probability is outside 0 to 1.</exception>
    public static StimulusEnsemble WithAdapter(int stimuli, int adapter, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stimuli, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(adapter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(adapter, stimuli);
        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The adapter's probability must be from 0 to 1.");
        }

        return new StimulusEnsemble([.. Enumerable.Range(0, stimuli).Select(stimulus => stimulus == adapter ? probability : (1 - probability) / (stimuli - 1))]);
    }
}
