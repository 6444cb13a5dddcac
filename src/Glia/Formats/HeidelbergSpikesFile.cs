using Glia.Spikes;
using PureHDF;

namespace Glia.Formats;

/// <summary>A file of the Heidelberg spiking data sets SHD and SSC (Cramer et al. 2020): spoken words as spikes of 700 channels, HDF5.</summary>
/// <remarks>
/// <para><c>/spikes/times</c>: a row of seconds (float16) a sample; <c>/spikes/units</c>: a row of channels; <c>/labels</c>; <c>/extra/speaker</c>
/// and <c>/extra/keys</c> (names of the classes) where there are such. A float16 near 1 s is precise to half a millisecond, so many spikes share a
/// time; they keep their order.</para>
/// <para>Samples are read one at a time. Files of up to 1 GB are held in memory, larger ones are mapped. Thread-safe: no.</para>
/// </remarks>
public sealed class HeidelbergSpikesFile : IDisposable
{
    /// <summary>How many channels SHD and SSC have.</summary>
    public const int ChannelCount = 700;

    private const string TimesPath = "/spikes/times";
    private const string UnitsPath = "/spikes/units";
    private const string LabelsPath = "/labels";
    private const string SpeakersPath = "/extra/speaker";
    private const string KeysPath = "/extra/keys";
    private const double LongestSeconds = 100;

    private readonly Hdf5Content _content;

    private HeidelbergSpikesFile(Hdf5Content content, int unitCount)
    {
        (_content, UnitCount) = (content, unitCount);
        foreach (var path in new[] { "/spikes", TimesPath, UnitsPath, LabelsPath })
        {
            if (!content.Has(path))
            {
                throw content.Wrong(path, "is not there. A file of SHD or SSC has /spikes/times, /spikes/units and /labels.");
            }
        }

        Labels = Whole(LabelsPath);
        ClassNames = content.Has("/extra") && content.Has(KeysPath) ? content.Strings(KeysPath) : null;
        Speakers = content.Has("/extra") && content.Has(SpeakersPath) ? Whole(SpeakersPath) : null;
        if (content.Shape(TimesPath) is not [var times] || content.Shape(UnitsPath) is not [var units] || times != Count || units != Count || (Speakers?.Count ?? Count) != Count)
        {
            throw content.Wrong(LabelsPath, $"has {Count} values; times, units and speakers must have a row or value for each.");
        }

        if (ClassNames is not null && Labels.FirstOrDefault(label => label >= ClassNames.Count, -1) is var wrong and >= 0)
        {
            throw content.Wrong(LabelsPath, $"holds the label {wrong}, but {KeysPath} names {ClassNames.Count} classes.");
        }
    }

    /// <summary>How many samples there are.</summary>
    public int Count => Labels.Count;

    /// <summary>How many channels there are.</summary>
    public int UnitCount { get; }

    /// <summary>Each sample's class.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Each sample's speaker, or null where the file does not tell.</summary>
    public IReadOnlyList<int>? Speakers { get; }

    /// <summary>The names of the classes, or null where the file does not tell.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, unpacked.</param>
    /// <param name="unitCount">How many channels it has.</param>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static HeidelbergSpikesFile Open(string file, int unitCount = ChannelCount) => Make(Hdf5Content.Open(file, "a file of SHD or SSC (HDF5)"), unitCount);

    /// <summary>Opens a content; <paramref name="source"/> is its name, for messages.</summary>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static HeidelbergSpikesFile Parse(byte[] content, string source, int unitCount = ChannelCount) => Make(Hdf5Content.Parse(content, source), unitCount);

    /// <summary>Writes samples as such a file, times rounded to float16 seconds: to half a millisecond near 1 s.</summary>
    /// <param name="destination">Where to; must seek.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="labels">Each sample's class.</param>
    /// <param name="classNames">The names of the classes.</param>
    /// <param name="speakers">Each sample's speaker.</param>
    /// <exception cref="ArgumentException">Numbers of samples, labels and speakers differ, or a label, unit or time is out of range.</exception>
    public static void Write(Stream destination, IReadOnlyList<SpikeTrains> samples, IReadOnlyList<int> labels, IReadOnlyList<string> classNames, IReadOnlyList<int>? speakers = null)
    {
        if (labels.Count != samples.Count || (speakers?.Count ?? samples.Count) != samples.Count || labels.Any(label => label < 0 || label >= classNames.Count) || samples.Any(sample => sample.UnitCount > ushort.MaxValue))
        {
            throw new ArgumentException($"Each of the {samples.Count} samples needs a label from 0 to {classNames.Count - 1} and, where there are any, a speaker, and may have {ushort.MaxValue} units.", nameof(labels));
        }

        if (samples.FirstOrDefault(sample => sample.Count > 0 && (sample.Times[0] < 0 || sample.Times[^1] > LongestSeconds * 1e6)) is { } wrong)
        {
            throw new ArgumentException($"Such a file holds times from 0 to {LongestSeconds} s; a sample is from {wrong.Times[0]} to {wrong.Times[^1]} µs. Slice and shift it.", nameof(samples));
        }

        var extra = new H5Group { ["keys"] = classNames.ToArray() };
        if (speakers is not null)
        {
            extra["speaker"] = speakers.Select(speaker => (ushort)speaker).ToArray();
        }

        new H5File
        {
            ["spikes"] = new H5Group
            {
                ["times"] = new H5Dataset(samples.Select(sample => Array.ConvertAll(sample.Times.ToArray(), time => (Half)(time * 1e-6))).ToArray()),
                ["units"] = new H5Dataset(samples.Select(sample => Array.ConvertAll(sample.Units.ToArray(), unit => (ushort)unit)).ToArray()),
            },
            ["labels"] = labels.Select(label => (ushort)label).ToArray(),
            ["extra"] = extra,
        }.Write(destination);
    }

    /// <summary>Reads a sample; its window begins at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="GliaFormatException">Times or channels are not as they must be.</exception>
    public SpikeTrains Read(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Count);
        var (seconds, channels) = (_content.Row(TimesPath, sample), _content.Row(UnitsPath, sample));
        if (seconds.Length != channels.Length)
        {
            throw _content.Wrong(UnitsPath, $"has {channels.Length} units for the {seconds.Length} times of sample {sample}.");
        }

        var (times, units) = (new long[seconds.Length], new int[seconds.Length]);
        for (var i = 0; i < times.Length; i++)
        {
            if (seconds[i] is not (>= 0 and <= LongestSeconds))
            {
                throw _content.Wrong(TimesPath, $"holds {seconds[i]} in sample {sample}; times must be from 0 to {LongestSeconds} s.{(seconds[i] > LongestSeconds ? " Are these ms?" : "")}");
            }

            if (!(channels[i] >= 0 && channels[i] < UnitCount))
            {
                throw _content.Wrong(UnitsPath, $"holds {channels[i]} in sample {sample}; channels must be from 0 to {UnitCount - 1}.");
            }

            (times[i], units[i]) = ((long)Math.Round(seconds[i] * 1e6), (int)channels[i]);
        }

        return SpikeTrains.Sort(times, units, UnitCount);
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private static HeidelbergSpikesFile Make(Hdf5Content content, int unitCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unitCount, 1);
        return new HeidelbergSpikesFile(content, unitCount);
    }

    private int[] Whole(string path) => Array.ConvertAll(_content.Numbers(path), value => value is >= 0 and < int.MaxValue && value == Math.Floor(value) ? (int)value
        : throw _content.Wrong(path, $"holds {value}; it must hold whole numbers from 0."));
}
