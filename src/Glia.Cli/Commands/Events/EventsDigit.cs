using System.CommandLine;
using Glia.Cli.Commands.Spikes;
using Glia.Data;
using Glia.Events;
using Glia.Formats;
using Glia.Lab.Runs;
using Glia.Random;
using Spectre.Console;

namespace Glia.Cli.Commands.Events;

/// <summary><c>glia events digit</c>: films a digit of MNIST in saccades, so that there is something to try.</summary>
internal static class EventsDigit
{
    public static Command Create(CliContext context)
    {
        var output = new Argument<string>("output") { Description = "File to write; its extension tells the kind: .csv, .bin (N-MNIST), .aedat2, .aedat (3.1)" };
        var index = new Option<int>("--index") { Description = "Which training image that Glia carries, from 0", HelpName = "N" };
        var seed = new Option<long>("--seed") { Description = "Seed of the simulated camera's pixels and noise", DefaultValueFactory = _ => 1, HelpName = "N" };
        var command = new Command("digit", """
            Film a digit of MNIST in three saccades with a simulated event camera of 34 × 34 pixels, as N-MNIST was made.

            Example:
              glia events digit three.bin --index 3
            """) { output, index, seed };
        command.SetAction(parsed =>
        {
            var (to, number, images) = (parsed.GetValue(output)!, parsed.GetValue(index), Mnist.Embedded.Train);
            if (number < 0 || number >= images.Count)
            {
                throw new UsageException($"--index must be from 0 to {images.Count - 1}; got {number}.");
            }

            var kind = EventsConvert.KindToWrite(to);
            var pixels = new float[images.PixelsPerImage];
            images.CopyTo(number, pixels);
            var events = new SaccadeCamera(new SaccadeOptions(), new RandomStream(parsed.GetValue(seed), "camera")).Film(pixels, images.Width, new RandomStream(parsed.GetValue(seed), "film"));
            AtomicFile.Write(to, SpikesConvert.Content(new EventRecording(events), kind));
            context.Output.Write(new Text($"{events.Count} events of a {images.Labels[number]} are in {to}\n"));
            return ExitCodes.Ok;
        });
        return command;
    }
}
