namespace Glia.Continual;

/// <summary>How often labels are exchanged in each epoch of a stream.</summary>
public sealed class ShiftSchedule
{
    private readonly int _epochs;
    private readonly int[] _swaps;

    private ShiftSchedule(int epochs, int[] swaps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        foreach (var number in swaps)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(swaps));
        }

        (_epochs, _swaps) = (epochs, swaps);
    }

    /// <summary>The same number of swaps in every epoch; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static ShiftSchedule Constant(int swapsPerEpoch) => new(1, [swapsPerEpoch]);

    /// <summary>Seasons of equal length, whose rates follow each other again and again: the rate of shift shifts itself.</summary>
    /// <param name="epochs">Length of a season.</param>
    /// <param name="swapsPerEpoch">Swaps per epoch of the first season, the second …</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the length is not positive.</exception>
    /// <exception cref="ArgumentException">There is no season.</exception>
    public static ShiftSchedule Seasons(int epochs, IReadOnlyList<int> swapsPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(swapsPerEpoch);
        return swapsPerEpoch.Count > 0
            ? new ShiftSchedule(epochs, [.. swapsPerEpoch])
            : throw new ArgumentException("A schedule needs at least one season.", nameof(swapsPerEpoch));
    }

    /// <summary>The most swaps of an epoch.</summary>
    public int Most => _swaps.Max();

    /// <summary>Swaps in an epoch.</summary>
    /// <param name="epoch">From 0.</param>
    public int SwapsIn(int epoch) => _swaps[epoch / _epochs % _swaps.Length];
}
