namespace Glia.Spikes;

/// <summary>Equal parts of a recording, as torch.chunk makes them: not always as many as were asked for.</summary>
/// <param name="Length">Steps of a part; the last may have fewer.</param>
/// <param name="Count">How many parts there are.</param>
public readonly record struct TimeChunks(int Length, int Count)
{
    /// <summary>Divides steps: parts of ⌈steps/most⌉ steps, as many as it takes. 1,469 steps in at most 129 parts give 123 parts of 12.</summary>
    /// <param name="steps">Steps of the recording, at least 1.</param>
    /// <param name="most">Parts asked for, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps, or no parts are asked for.</exception>
    public static TimeChunks Of(int steps, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var length = (steps + most - 1) / most;
        return new TimeChunks(length, (steps + length - 1) / length);
    }
}
