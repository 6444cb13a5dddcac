namespace Glia.Continual;

/// <summary>Accuracy as a stream is learned, each sample tested before it is learned from: over all samples, and window by window.</summary>
/// <remarks>Source: Dawid 1984, "Statistical theory: the prequential approach"; Gama, Sebastião, Rodrigues 2013 for streams. Thread-safe: no.</remarks>
public sealed class PrequentialAccuracy
{
    private readonly List<double> _windows = [];
    private readonly int _window;
    private (long Correct, long Samples) _whole;
    private (int Correct, int Samples) _open;

    /// <summary>Begins to count.</summary>
    /// <param name="window">Samples of a window.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive.</exception>
    public PrequentialAccuracy(int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        _window = window;
    }

    /// <summary>Samples so far.</summary>
    public long Samples => _whole.Samples;

    /// <summary>Accuracy over all samples; not a number without samples.</summary>
    public double Mean => (double)_whole.Correct / _whole.Samples;

    /// <summary>Accuracy in each window that is full; a batch belongs to the window in which it begins.</summary>
    public IReadOnlyList<double> Windows => _windows;

    /// <summary>Counts a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample, or not 0 to all of them are right.</exception>
    public void Add(int correct, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, samples);
        _whole = (_whole.Correct + correct, _whole.Samples + samples);
        _open = (_open.Correct + correct, _open.Samples + samples);
        if (_open.Samples >= _window)
        {
            _windows.Add((double)_open.Correct / _open.Samples);
            _open = default;
        }
    }
}
