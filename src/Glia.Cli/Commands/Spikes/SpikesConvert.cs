using System.CommandLine;
using System.Text;
using Glia.Formats;
using Glia.Lab.Runs;
using Spectre.Console;

namespace Glia.Cli.Commands.Spikes;

/// <summary><c>glia spikes convert</c>: a recording as another kind of file.</summary>
internal static class SpikesConvert
{
    public static Command Create(CliContext context)
    {
        var input = new SpikesInput();
        var output = new Argument<string>("output") { Description = "File to write; its extension tells the kind: .csv, .bin (N-MNIST), .aedat2, .aedat (3.1), .h5 (as SHD, one sample, times rounded to float16)" };
        var command = new Command("convert", """
            Write a recording as another kind of file, whole or a part of its time.

            Examples:
              glia spikes convert events.aedat4 events.csv
              glia spikes convert recording.csv part.csv --time-unit s --from 1000 --to 2000
              glia spikes convert shd_test.h5 word.csv --sample 7
            """);
        input.AddTo(command);
        command.Add(output);
        command.SetAction(parsed =>
        {
            var (from, to) = (input.File(parsed), parsed.GetValue(output)!);
            if (Path.GetFullPath(from) == Path.GetFullPath(to))
            {
                throw new UsageException("The output must be another file than the recording.");
            }

            var kind = EventRecordingFile.KindOfName(to) ?? throw new UsageException($"'{Path.GetExtension(to)}' is no extension of a file that can be written: .csv, .bin, .aedat2, .aedat, .h5.");
            var recording = input.Read(parsed);
            AtomicFile.Write(to, Content(recording, kind));
            context.Output.Write(new Text($"{recording.Spikes.Count} events are in {to}\n"));
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>A recording as the content of a file of that kind.</summary>
    public static byte[] Content(EventRecording recording, EventFileKind kind)
    {
        try
        {
            return kind switch
            {
                EventFileKind.Table => Encoding.UTF8.GetBytes(Table(recording)),
                EventFileKind.HeidelbergSpikes => Samples(recording),
                EventFileKind.Wav => throw new UsageException("Spikes can not be written as a sound."),
                _ when recording.Camera is null => throw new UsageException("The recording has units and no x, y and polarity: it can be written as .csv or .h5."),
                EventFileKind.NMnist => NMnistFile.Write(recording.Camera),
                EventFileKind.Aedat2 => Aedat2File.Write(recording.Camera, recording.Camera.Width > SensorSize.Dvs128.Width || recording.Camera.Height > SensorSize.Dvs128.Height ? AedatChip.Davis346 : AedatChip.Dvs128),
                EventFileKind.Aedat3 => Aedat3File.Write(recording.Camera),
                _ => throw new UsageException("AEDAT 4 is read only; write .aedat (3.1) or .csv."),
            };
        }
        catch (ArgumentException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    private static string Table(EventRecording recording)
    {
        var text = new StringWriter();
        if (recording.Camera is { } camera)
        {
            EventCsvFile.Write(camera, text);
        }
        else
        {
            EventCsvFile.Write(recording.Spikes, text);
        }

        return text.ToString();
    }

    private static byte[] Samples(EventRecording recording)
    {
        if (recording.Spikes.UnitCount > HeidelbergSpikesFile.ChannelCount)
        {
            throw new UsageException($"A file as those of SHD has {HeidelbergSpikesFile.ChannelCount} channels; the recording has {recording.Spikes.UnitCount} units. Write .csv.");
        }

        var stream = new MemoryStream();
        HeidelbergSpikesFile.Write(stream, [recording.Spikes], [0], ["recording"]);
        return stream.ToArray();
    }
}
