using System.Text;
using Glia.Sound;

namespace Glia.Formats;

/// <summary>Reads a recording from any event file that Glia knows, told apart by its beginning and its extension.</summary>
public static class EventRecordingFile
{
    private const int BeginningBytes = 16;

    /// <summary>What kind of file it is.</summary>
    /// <exception cref="GliaFormatException">It is none that is known.</exception>
    public static EventFileKind KindOf(string file)
    {
        Span<byte> beginning = stackalloc byte[BeginningBytes];
        using (var stream = File.OpenRead(file))
        {
            beginning = beginning[..stream.ReadAtLeast(beginning, BeginningBytes, throwOnEndOfStream: false)];
        }

        var text = Encoding.Latin1.GetString(beginning);
        return text.StartsWith("#!AER-DAT4", StringComparison.Ordinal) ? EventFileKind.Aedat4
            : text.StartsWith("#!AER-DAT3", StringComparison.Ordinal) ? EventFileKind.Aedat3
            : text.StartsWith("#!AER-DAT2", StringComparison.Ordinal) ? EventFileKind.Aedat2
            : KindOfName(file) ?? (text.StartsWith("\u0089HDF", StringComparison.Ordinal) ? EventFileKind.HeidelbergSpikes
            : throw new GliaFormatException(file, 0, $"The kind of file is told by its extension: .csv, .tsv or .txt (t,unit or t,x,y,p), .bin (N-MNIST), .aedat, .aedat4, .h5 (SHD, SSC), .wav; got '{Path.GetExtension(file)}'. Rename it, or export it as csv."));
    }

    /// <summary>The kind of file that a name's extension stands for, or null.</summary>
    public static EventFileKind? KindOfName(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".txt" => EventFileKind.Table,
        ".bin" => EventFileKind.NMnist,
        ".aedat2" => EventFileKind.Aedat2,
        ".aedat" or ".aedat3" => EventFileKind.Aedat3,
        ".aedat4" => EventFileKind.Aedat4,
        ".h5" or ".hdf5" => EventFileKind.HeidelbergSpikes,
        ".wav" => EventFileKind.Wav,
        _ => null,
    };

    /// <summary>Reads a recording.</summary>
    /// <exception cref="GliaFormatException">The file is not as it must be, or of no known kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The file has no such sample.</exception>
    public static EventRecording Read(string file, EventReadOptions options)
    {
        switch (KindOf(file))
        {
            case EventFileKind.Table:
                return EventCsvFile.Read(file, options.TimeUnit);
            case EventFileKind.NMnist:
                return new EventRecording(NMnistFile.Read(file, options.Sensor));
            case EventFileKind.Aedat2:
                return new EventRecording(Aedat2File.Read(file, options.Chip).Events);
            case EventFileKind.Aedat3:
                return new EventRecording(Aedat3File.Read(file, options.Sensor).Events);
            case EventFileKind.Aedat4:
                return new EventRecording(Aedat4File.Read(file).Events);
            case EventFileKind.Wav:
                return Heard(file, options.Ear);
            default:
                using (var samples = HeidelbergSpikesFile.Open(file))
                {
                    return new EventRecording(samples.Read(options.Sample));
                }
        }
    }

    private static EventRecording Heard(string file, InnerEarOptions options)
    {
        var sound = WavFile.Read(file);
        try
        {
            return new EventRecording(new InnerEar(options, sound.SampleRate).Hear(sound.Mono()));
        }
        catch (ArgumentException problem)
        {
            throw new GliaFormatException(file, 0, $"The sound can not be heard: {problem.Message}");
        }
    }
}
