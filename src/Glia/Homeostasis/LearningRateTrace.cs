namespace Glia.Homeostasis;

/// <summary>How a learning rate moved over a run: its mean over every so many samples, and over all.</summary>
/// <remarks>Thread-safe: no.</remarks>
public sealed class LearningRateTrace
{
    private readonly List<double> _means = [];
    private readonly int _window;
    private (double Sum, long Samples) _whole;
    private (double Sum, int Samples) _open;

    /// <summary>Begins a trace.</summary>
    /// <param name="window">Samples of which each entry of <see cref="Means"/> is the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive.</exception>
    public LearningRateTrace(int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        _window = window;
    }

    /// <summary>The mean rate in each window; the last window may be open and is then left out.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>The mean rate over all samples; not a number without samples.</summary>
    public double Mean => _whole.Sum / _whole.Samples;

    /// <summary>The smallest rate.</summary>
    public double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest rate.</summary>
    public double Highest { get; private set; } = double.NegativeInfinity;

    /// <summary>Notes the rate with which some samples were learned.</summary>
    public void Add(double rate, int samples)
    {
        Lowest = Math.Min(Lowest, rate);
        Highest = Math.Max(Highest, rate);
        _whole = (_whole.Sum + (rate * samples), _whole.Samples + samples);
        _open = (_open.Sum + (rate * samples), _open.Samples + samples);
        if (_open.Samples >= _window)
        {
            _means.Add(_open.Sum / _open.Samples);
            _open = default;
        }
    }
}
