using System.CommandLine;
using System.Globalization;
using System.Text;
using Glia.Events;
using Glia.Lab.Figures;
using Glia.Lab.Runs;
using Glia.Random;
using Glia.Spikes;
using Spectre.Console;

namespace Glia.Cli.Commands.Events;

/// <summary><c>glia events features</c>: learns features of a recording by FEAST, draws and writes them.</summary>
internal static class EventsFeatures
{
    public static Command Create(CliContext context)
    {
        var input = new EventsInput();
        var features = new Option<int>("--features") { Description = "Features of a polarity", DefaultValueFactory = _ => 50, HelpName = "N" };
        var patch = new Option<int>("--patch") { Description = "Rows and columns of a patch, odd", DefaultValueFactory = _ => 11, HelpName = "D" };
        var tau = new Option<double>("--tau") { Description = "Time constant of the surface, in ms", DefaultValueFactory = _ => 30, HelpName = "ms" };
        var decay = new Option<string>("--decay") { Description = "How traces fade: exponential, linear", DefaultValueFactory = _ => "exponential", HelpName = "decay" };
        var rate = new Option<float>("--learning-rate") { Description = "How far the winner moves towards its patch", DefaultValueFactory = _ => 0.001f, HelpName = "η" };
        var rise = new Option<double>("--rise") { Description = "By how much the winner's threshold rises", DefaultValueFactory = _ => 0.001, HelpName = "Δ" };
        var fall = new Option<double>("--fall") { Description = "By how much all thresholds fall at a miss", DefaultValueFactory = _ => 0.003, HelpName = "Δ" };
        var passes = new Option<int>("--passes") { Description = "Passes over the recording; one is on-line learning, more help short recordings", DefaultValueFactory = _ => 1, HelpName = "N" };
        var seed = new Option<long>("--seed") { Description = "Seed of the first weights", DefaultValueFactory = _ => 1, HelpName = "N" };
        var merge = new Option<bool>("--merge-polarities") { Description = "One surface of both polarities, OFF negative, in place of one each" };
        var output = new Option<string>("--output") { Description = "Figure of the features to write, .svg or .png", DefaultValueFactory = _ => "features.svg", HelpName = "file" };
        var weights = new Option<string?>("--weights") { Description = "Features to write as .safetensors", HelpName = "file" };
        var table = new Option<string?>("--csv") { Description = "Events with their feature to write as .csv: t_us,x,y,feature", HelpName = "file" };
        var command = new Command("features", """
            Learn features of a recording's events by FEAST, on line and without labels; draw them, and write features and events with features.

            Each event's patch of the time surface goes to the most similar feature whose threshold it passes; that feature moves towards it and becomes
            pickier. If none passes, all thresholds fall.

            Examples:
              glia events features recording.aedat4
              glia events features three.bin --features 16 --patch 7 --passes 20
              glia events features recording.csv --time-unit ms --weights features.safetensors --csv events.csv
            """) { features, patch, tau, decay, rate, rise, fall, passes, seed, merge, output, weights, table };
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            var to = parsed.GetValue(output)!;
            var extension = Path.GetExtension(to).ToLowerInvariant();
            if (extension is not (".svg" or ".png"))
            {
                throw new UsageException($"--output must end with .svg or .png; got '{to}'.");
            }

            var times = parsed.GetValue(passes) is > 0 and <= 100_000 and var number ? number : throw new UsageException($"--passes must be from 1 to 100000; got {parsed.GetValue(passes)}.");
            var options = new FeastOptions { FeatureCount = parsed.GetValue(features), LearningRate = parsed.GetValue(rate), ThresholdRise = parsed.GetValue(rise), ThresholdFall = parsed.GetValue(fall) };
            var surface = new TimeSurfaceOptions
            {
                PatchSize = parsed.GetValue(patch),
                TauMicroseconds = parsed.GetValue(tau) * 1000,
                Decay = parsed.GetValue(decay)!.ToLowerInvariant() switch
                {
                    "exponential" => SurfaceDecay.Exponential,
                    "linear" => SurfaceDecay.Linear,
                    var other => throw new UsageException($"--decay must be exponential or linear; got '{other}'."),
                },
                Polarity = parsed.GetValue(merge) ? SurfacePolarity.Merged : SurfacePolarity.Separate,
            };
            var events = input.Read(parsed);
            if (events.Count == 0)
            {
                throw new UsageException($"{input.File(parsed)} holds no event in that part, from which features could be learned.");
            }

            var feast = Learned(events, options, surface, times, parsed.GetValue(seed));
            var figure = Figure(feast, Path.GetFileName(input.File(parsed)));
            var height = FigureRenderer.HeightOf(figure, FigureRenderer.DefaultWidth);
            AtomicFile.Write(to, extension == ".png" ? FigureRenderer.RenderPng(figure, height: height) : Encoding.UTF8.GetBytes(FigureRenderer.RenderSvg(figure, height: height)));
            context.Output.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"{feast.Populations.Count} × {options.FeatureCount} features are drawn in {to}; {100 * feast.MissRate:0.##} % of patches were missed, by the law {100 * options.SettledMissRate:0.##} % once settled\n")));
            if (parsed.GetValue(weights) is { } file)
            {
                var content = new MemoryStream();
                FeastFile.Write(feast, content);
                AtomicFile.Write(file, content.ToArray());
                context.Output.Write(new Text($"the features are in {file}\n"));
            }

            if (parsed.GetValue(table) is { } csv)
            {
                var found = feast.Transform(events);
                AtomicFile.Write(csv, Lines(found));
                context.Output.Write(new Text($"{found.Count} events with a feature are in {csv}\n"));
            }

            foreach (var doubt in RecordingDoubts.Of(events).Concat(feast.Doubts()))
            {
                context.Error.Write(new Text("doubt: " + doubt + "\n"));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Glia.Events.Feast Learned(CameraEvents events, FeastOptions options, TimeSurfaceOptions surface, int passes, long seed)
    {
        try
        {
            var feast = new Glia.Events.Feast(options, surface, new RandomStream(seed, "features"));
            for (var pass = 0; pass < passes; pass++)
            {
                feast.Learn(events, Environment.ProcessorCount);
            }

            return feast;
        }
        catch (ArgumentException problem)
        {
            throw new UsageException(problem.Message.Split(" (Parameter")[0]);
        }
    }

    private static ImageGridFigure Figure(Glia.Events.Feast feast, string file)
    {
        var (size, length) = (feast.Surface.PatchSize, feast.Surface.PatchLength);
        var images = feast.Populations.SelectMany((population, index) =>
        {
            var weights = population.Weights();
            var all = Math.Max(1, population.Hits);
            var name = feast.Populations.Count == 1 ? "" : index == 0 ? "OFF " : "ON ";
            return Enumerable.Range(0, population.Count).Select(feature => new GridImage(
                string.Create(CultureInfo.InvariantCulture, $"{name}{feature}: {100.0 * population.Wins[feature] / all:0.#}%"), size, size, weights.AsSpan(feature * length, length).ToArray()));
        }).ToList();
        var largest = images.Max(image => image.Pixels.Max());
        return new ImageGridFigure
        {
            Name = "features",
            Title = "Features of " + file,
            Caption = string.Create(CultureInfo.InvariantCulture, $"FEAST, patches of {size} × {size}, τ {feast.Surface.TauMicroseconds / 1000} ms; above each feature its share of wins; white is the largest weight, black {(feast.Populations.Count == 1 ? "as much below 0" : "0")}."),
            XAxis = new Axis("x"),
            YAxis = new Axis("y"),
            Black = feast.Populations.Count == 1 ? -largest : 0,
            White = largest,
            Images = images,
        };
    }

    private static string Lines(FeatureEvents events)
    {
        var text = new StringBuilder("t_us,x,y,feature\n");
        for (var i = 0; i < events.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{events.Times[i]},{events.X[i]},{events.Y[i]},{events.Features[i]}\n");
        }

        return text.ToString();
    }
}
