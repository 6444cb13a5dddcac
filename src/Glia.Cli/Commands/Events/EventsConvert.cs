using System.CommandLine;
using Glia.Cli.Commands.Spikes;
using Glia.Formats;
using Glia.Lab.Runs;
using Spectre.Console;

namespace Glia.Cli.Commands.Events;

/// <summary><c>glia events convert</c>: a recording of an event camera, or a part of it, as another kind of file.</summary>
internal static class EventsConvert
{
    public static Command Create(CliContext context)
    {
        var input = new EventsInput();
        var output = new Argument<string>("output") { Description = "File to write; its extension tells the kind: .csv, .bin (N-MNIST), .aedat2, .aedat (3.1)" };
        var command = new Command("convert", """
            Write a recording as another kind of file, whole or a part of its time, its sensor, one polarity.

            Examples:
              glia events convert recording.aedat4 recording.csv
              glia events convert recording.aedat corner.bin --crop 40,40,34,34 --from 0 --to 300
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

            var kind = KindToWrite(to);
            var events = input.Read(parsed);
            AtomicFile.Write(to, SpikesConvert.Content(new EventRecording(events), kind));
            context.Output.Write(new Text($"{events.Count} events are in {to}\n"));
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>The kind of file of events that a name's extension stands for.</summary>
    public static EventFileKind KindToWrite(string file) => EventRecordingFile.KindOfName(file) is { } kind and not (EventFileKind.Wav or EventFileKind.HeidelbergSpikes) ? kind
        : throw new UsageException($"'{Path.GetExtension(file)}' is no extension of a file of events that can be written: .csv, .bin, .aedat2, .aedat.");
}
