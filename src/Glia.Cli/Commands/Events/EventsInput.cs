using System.CommandLine;
using System.Globalization;
using Glia.Cli.Commands.Spikes;
using Glia.Spikes;

namespace Glia.Cli.Commands.Events;

/// <summary>The file and the options that every command on recordings of event cameras takes.</summary>
internal sealed class EventsInput
{
    private readonly SpikesInput _file = new();
    private readonly Option<string?> _crop = new("--crop") { Description = "A part of the sensor; its corner becomes 0,0", HelpName = "left,top,width,height" };
    private readonly Option<string?> _polarity = new("--polarity") { Description = "Only these events: on, off", HelpName = "polarity" };

    /// <summary>Adds the file and the options to a command.</summary>
    public void AddTo(Command command)
    {
        _file.AddTo(command);
        command.Add(_crop);
        command.Add(_polarity);
    }

    /// <summary>The file's name.</summary>
    public string File(ParseResult parsed) => _file.File(parsed);

    /// <summary>Reads the recording and cuts it to the time, part and polarity asked for.</summary>
    public CameraEvents Read(ParseResult parsed)
    {
        var events = _file.Read(parsed).Camera
            ?? throw new UsageException($"{File(parsed)} holds spikes of units, not events of a camera with x, y and polarity. glia spikes is for such files.");
        return OfPolarity(Cropped(events, parsed.GetValue(_crop)), parsed.GetValue(_polarity));
    }

    private static CameraEvents Cropped(CameraEvents events, string? text)
    {
        if (text is null)
        {
            return events;
        }

        var sides = text.Split(',');
        var numbers = new int[4];
        if (sides.Length != numbers.Length || !sides.Select((side, i) => int.TryParse(side, CultureInfo.InvariantCulture, out numbers[i])).All(isNumber => isNumber))
        {
            throw new UsageException($"--crop must be four whole numbers, left,top,width,height, such as 0,0,64,64; got '{text}'.");
        }

        try
        {
            return events.Crop(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
        catch (ArgumentException problem)
        {
            throw new UsageException($"--crop: {problem.Message}");
        }
    }

    private static CameraEvents OfPolarity(CameraEvents events, string? text)
    {
        if (text is null)
        {
            return events;
        }

        var polarity = text.ToLowerInvariant() switch { "on" => 1, "off" => 0, _ => throw new UsageException($"--polarity must be on or off; got '{text}'.") };
        var kept = Enumerable.Range(0, events.Count).Where(i => events.Polarities[i] == polarity).ToArray();
        return CameraEvents.FromSorted(
            Array.ConvertAll(kept, i => events.Times[i]), Array.ConvertAll(kept, i => events.X[i]), Array.ConvertAll(kept, i => events.Y[i]),
            Array.ConvertAll(kept, i => events.Polarities[i]), events.Width, events.Height, events.Window);
    }
}
