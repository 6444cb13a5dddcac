using System.CommandLine;
using System.Globalization;
using Glia.Formats;
using Glia.Lab.Text;
using Glia.Sound;
using Glia.Spikes;

namespace Glia.Cli.Commands.Spikes;

/// <summary>The file and the options that every command on recordings takes.</summary>
internal sealed class SpikesInput
{
    private static readonly Dictionary<string, TimeUnit> Units = new() { ["us"] = TimeUnit.Microseconds, ["ms"] = TimeUnit.Milliseconds, ["s"] = TimeUnit.Seconds };
    private static readonly Dictionary<string, AedatChip> Chips = new() { ["dvs128"] = AedatChip.Dvs128, ["davis346"] = AedatChip.Davis346 };

    // A recording that would begin later than 17 minutes after its own 0 has the times of a clock.
    private const long LatestStart = 1_000_000_000;

    private readonly Argument<string> _file = new("file") { Description = "The recording" };
    private readonly Option<string> _unit = new("--time-unit") { Description = "Unit of a table's times, where its first line does not tell it (t_ms): us, ms, s", DefaultValueFactory = _ => "us", HelpName = "unit" };
    private readonly Option<string?> _sensor = new("--sensor") { Description = "Size of the camera, for .bin (default 34x34) and AEDAT 3.1", HelpName = "WxH" };
    private readonly Option<string> _chip = new("--chip") { Description = "Camera of an AEDAT 2.0 file: dvs128, davis346", DefaultValueFactory = _ => "dvs128", HelpName = "chip" };
    private readonly Option<int> _sample = new("--sample") { Description = "Which sample of a .h5 file, from 0", HelpName = "N" };
    private readonly Option<int> _channels = new("--channels") { Description = "Channels of the ear that hears a .wav file (700 as SHD)", DefaultValueFactory = _ => 140, HelpName = "N" };
    private readonly Option<double?> _from = new("--from") { Description = "Begin there, in ms", HelpName = "ms" };
    private readonly Option<double?> _to = new("--to") { Description = "End there, in ms", HelpName = "ms" };

    /// <summary>Adds the file and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in new Option[] { _unit, _sensor, _chip, _sample, _channels, _from, _to })
        {
            command.Add(option);
        }
    }

    /// <summary>The file's name.</summary>
    public string File(ParseResult parsed) => parsed.GetValue(_file) is { } file && System.IO.File.Exists(file) ? file
        : throw new MissingException($"There is no file {parsed.GetValue(_file)}.");

    /// <summary>Which sample of a file with many.</summary>
    public int Sample(ParseResult parsed) => parsed.GetValue(_sample);

    /// <summary>Reads the recording and cuts it to the time asked for.</summary>
    public EventRecording Read(ParseResult parsed) => Read(parsed, out _);

    /// <summary>Reads the recording and cuts it to the time asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="origin">What times are shown from, in µs: 0, or the recording's start where its times are those of a clock.</param>
    public EventRecording Read(ParseResult parsed, out long origin)
    {
        var options = new EventReadOptions
        {
            TimeUnit = Choice(parsed.GetValue(_unit)!, Units, "--time-unit"),
            Chip = Choice(parsed.GetValue(_chip)!, Chips, "--chip"),
            Sensor = Size(parsed.GetValue(_sensor)),
            Sample = Sample(parsed),
            Ear = new InnerEarOptions
            {
                Channels = parsed.GetValue(_channels) is >= 2 and <= 100_000 and var channels ? channels
                    : throw new UsageException($"--channels must be from 2 to 100000; got {parsed.GetValue(_channels)}."),
            },
        };
        var recording = Read(File(parsed), options);
        origin = recording.Spikes.Window.Start > LatestStart ? recording.Spikes.Window.Start : 0;
        if (parsed.GetValue(_from) is null && parsed.GetValue(_to) is null)
        {
            return recording;
        }

        var window = recording.Spikes.Window;
        var (from, to) = (Microseconds(parsed.GetValue(_from), origin, window.Start), Microseconds(parsed.GetValue(_to), origin, window.End));
        if (from > to)
        {
            throw new UsageException("--from must not be after --to.");
        }

        return recording.Camera is { } camera ? new EventRecording(camera.SliceTime(from, to)) : new EventRecording(recording.Spikes.SliceTime(from, to));
    }

    private static EventRecording Read(string file, EventReadOptions options)
    {
        try
        {
            return EventRecordingFile.Read(file, options);
        }
        catch (ArgumentOutOfRangeException) when (options.Sample != 0)
        {
            throw new UsageException($"{file} has no sample {options.Sample}. glia spikes info {file} tells how many it has.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MissingException($"{file} can not be read: {problem.Message}");
        }
    }

    private static long Microseconds(double? milliseconds, long origin, long otherwise) => milliseconds is not { } value ? otherwise
        : Math.Abs(value) < TimeWindow.Limit / 1e4 ? origin + (long)Math.Round(value * 1000)
        : throw new UsageException($"--from and --to are times in ms; got {value.ToString(CultureInfo.InvariantCulture)}.");

    private static T Choice<T>(string text, Dictionary<string, T> choices, string option) => choices.TryGetValue(text.ToLowerInvariant(), out var value) ? value
        : throw new UsageException($"{option} must be {string.Join(", ", choices.Keys)}; got '{text}'.{Suggestion.DidYouMean(text, choices.Keys)}");

    private static SensorSize? Size(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var sides = text.Split('x', 'X', '×');
        return sides.Length == 2 && int.TryParse(sides[0], CultureInfo.InvariantCulture, out var width) && int.TryParse(sides[1], CultureInfo.InvariantCulture, out var height)
            && width is >= 1 and <= CameraEvents.LargestSide && height is >= 1 and <= CameraEvents.LargestSide
            ? new SensorSize(width, height)
            : throw new UsageException($"--sensor must be a width and a height from 1 to {CameraEvents.LargestSide}, such as 128x128; got '{text}'.");
    }
}
