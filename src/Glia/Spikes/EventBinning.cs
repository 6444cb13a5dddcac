namespace Glia.Spikes;

/// <summary>How spikes become dense time bins: [steps, channels] for one recording, or a place in [steps, batch, channels].</summary>
/// <remarks>
/// <para>Bin (t, c) = number of spikes with ⌊(time − origin) / step⌋ = t and ⌊unit / channels per bin⌋ = c.</para>
/// <para>SNN-delays (arXiv 2306.17670) on SHD and SSC: step 10,000 µs, 5 channels a bin, from the first spike, counts (they can exceed 1).</para>
/// </remarks>
public sealed record EventBinning
{
    /// <summary>Length of a bin Δt in microseconds. Default 10,000.</summary>
    public long StepMicroseconds { get; init; } = 10_000;

    /// <summary>How many neighbouring units are summed into one channel; the last channel may have fewer. Default 1.</summary>
    public int UnitsPerChannel { get; init; } = 1;

    /// <summary>Where the first bin begins. Default at the start of the window.</summary>
    public BinOrigin Origin { get; init; } = BinOrigin.WindowStart;

    /// <summary>What a bin holds. Default counts.</summary>
    public BinContent Content { get; init; } = BinContent.Count;

    /// <summary>How many channels so many units become.</summary>
    public int ChannelsOf(int unitCount) => (int)(((long)unitCount + Validated().UnitsPerChannel - 1) / UnitsPerChannel);

    /// <summary>How many bins hold every spike; 0 without a spike.</summary>
    /// <exception cref="ArgumentException">More than 2³¹ bins would be needed.</exception>
    public int StepsOf(SpikeTrains spikes)
    {
        if (spikes.Count == 0)
        {
            return 0;
        }

        var steps = ((spikes.Times[^1] - OriginOf(spikes)) / Validated().StepMicroseconds) + 1;
        return steps <= Array.MaxLength ? (int)steps
            : throw new ArgumentException($"The spikes need {steps} bins of {StepMicroseconds} µs. Are the times microseconds? Take longer bins, or slice the recording.");
    }

    /// <summary>Bins a recording; as many steps as it needs, or as many as given (later spikes are left out, missing ones are 0).</summary>
    /// <param name="spikes">The recording.</param>
    /// <param name="steps">How many steps the result has; default as many as hold every spike.</param>
    /// <exception cref="ArgumentException">The result would have more than 2³¹ bins.</exception>
    public BinnedEvents Bin(SpikeTrains spikes, int? steps = null)
    {
        var (rows, channels) = (steps ?? StepsOf(spikes), ChannelsOf(spikes.UnitCount));
        ArgumentOutOfRangeException.ThrowIfNegative(rows, nameof(steps));
        if ((long)rows * channels > Array.MaxLength)
        {
            throw new ArgumentException($"{rows} steps × {channels} channels are more than an array can hold. Take longer bins, or slice the recording.");
        }

        var values = new float[rows * channels];
        BinInto(spikes, values, rows, channels);
        return new BinnedEvents(rows, channels, values);
    }

    /// <summary>Adds a recording to bins that are there already, such as one sample's place in a batch [steps, batch, channels].</summary>
    /// <param name="spikes">The recording; spikes after the last step are left out.</param>
    /// <param name="destination">Bin (t, c) is at t · <paramref name="rowStride"/> + c; for sample b of a batch, begin the span at b · channels.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="rowStride">From one step to the next: batch · channels.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void BinInto(SpikeTrains spikes, Span<float> destination, int steps, int rowStride)
    {
        var channels = ChannelsOf(spikes.UnitCount);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowStride, channels);
        if (steps > 0 && destination.Length < ((long)(steps - 1) * rowStride) + channels)
        {
            throw new ArgumentException($"{steps} steps of {channels} channels, {rowStride} apart, need {((long)(steps - 1) * rowStride) + channels} values; the destination has {destination.Length}.", nameof(destination));
        }

        var times = spikes.Times;
        var units = spikes.Units;
        var origin = OriginOf(spikes);
        for (var i = 0; i < times.Length; i++)
        {
            var step = (times[i] - origin) / StepMicroseconds;
            if (step >= steps)
            {
                break;
            }

            ref var bin = ref destination[((int)step * rowStride) + (units[i] / UnitsPerChannel)];
            bin = Content == BinContent.Binary ? 1 : bin + 1;
        }
    }

    private long OriginOf(SpikeTrains spikes) => Origin == BinOrigin.FirstSpike && spikes.Count > 0 ? spikes.Times[0] : spikes.Window.Start;

    private EventBinning Validated() =>
        StepMicroseconds < 1 ? throw new ArgumentOutOfRangeException(nameof(StepMicroseconds), StepMicroseconds, "EventBinning.StepMicroseconds must be at least 1.")
        : UnitsPerChannel < 1 ? throw new ArgumentOutOfRangeException(nameof(UnitsPerChannel), UnitsPerChannel, "EventBinning.UnitsPerChannel must be at least 1.")
        : this;
}
