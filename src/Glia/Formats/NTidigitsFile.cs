using Glia.Spikes;

namespace Glia.Formats;

/// <summary>The file of N-TIDIGITS18 (Anumula et al. 2018): spoken digits as spikes of a silicon cochlea with 64 channels, HDF5.</summary>
/// <remarks><c>/train_labels</c> and <c>/test_labels</c> list the recordings; <c>/train_timestamps/{id}</c> holds a recording's seconds, <c>/train_addresses/{id}</c> its channels; the same
/// for <c>test</c>. Recordings are read one at a time. Thread-safe: no.</remarks>
public sealed class NTidigitsFile : IDisposable
{
    /// <summary>How many channels the cochlea has.</summary>
    public const int ChannelCount = 64;

    private const double LongestSeconds = 1000;
    private readonly Hdf5Content _content;

    private NTidigitsFile(Hdf5Content content)
    {
        _content = content;
        (Train, Test) = (Samples("train"), Samples("test"));
    }

    /// <summary>The recordings for training.</summary>
    public IReadOnlyList<NTidigitsSample> Train { get; }

    /// <summary>The recordings for the test.</summary>
    public IReadOnlyList<NTidigitsSample> Test { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static NTidigitsFile Open(string file) => new(Hdf5Content.Open(file, "n-tidigits.hdf5"));

    /// <summary>Opens a content; <paramref name="source"/> is its name, for messages.</summary>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static NTidigitsFile Parse(byte[] content, string source) => new(Hdf5Content.Parse(content, source));

    /// <summary>Reads a recording; its window begins at 0.</summary>
    /// <exception cref="GliaFormatException">The file has no such recording, or its times or channels are not as they must be.</exception>
    public SpikeTrains Read(NTidigitsSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (timesPath, channelsPath) = ($"/{sample.Part}_timestamps/{sample.Id}", $"/{sample.Part}_addresses/{sample.Id}");
        var (seconds, channels) = (_content.Numbers(timesPath), _content.Numbers(channelsPath));
        if (seconds.Length != channels.Length)
        {
            throw _content.Wrong(channelsPath, $"has {channels.Length} channels for {seconds.Length} times.");
        }

        var (times, units) = (new long[seconds.Length], new int[seconds.Length]);
        for (var i = 0; i < times.Length; i++)
        {
            if (seconds[i] is not (>= 0 and <= LongestSeconds))
            {
                throw _content.Wrong(timesPath, $"holds {seconds[i]} at {i}; times must be from 0 to {LongestSeconds} s.");
            }

            if (!(channels[i] >= 0 && channels[i] < ChannelCount && channels[i] == Math.Floor(channels[i])))
            {
                throw _content.Wrong(channelsPath, $"holds {channels[i]} at {i}; channels must be whole numbers from 0 to {ChannelCount - 1}.");
            }

            (times[i], units[i]) = ((long)Math.Round(seconds[i] * 1e6), (int)channels[i]);
        }

        return SpikeTrains.Sort(times, units, ChannelCount);
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private NTidigitsSample[] Samples(string part)
    {
        foreach (var path in new[] { $"/{part}_labels", $"/{part}_timestamps", $"/{part}_addresses" })
        {
            if (!_content.Has(path))
            {
                throw _content.Wrong(path, "is not there. n-tidigits.hdf5 has labels, timestamps and addresses of train and test.");
            }
        }

        return [.. _content.Strings($"/{part}_labels").Select(id => new NTidigitsSample(part, id))];
    }
}
