using System.CommandLine;
using System.Globalization;
using System.Text;
using Glia.Lab.Figures;
using Glia.Lab.Runs;
using Spectre.Console;
using Spike = Glia.Lab.Figures.Spike;

namespace Glia.Cli.Commands.Spikes;

/// <summary><c>glia spikes raster</c>: a picture of a recording.</summary>
internal static class SpikesRaster
{
    public static Command Create(CliContext context)
    {
        var input = new SpikesInput();
        var output = new Option<string>("--output") { Description = "File to write, .svg or .png", DefaultValueFactory = _ => "raster.svg", HelpName = "file" };
        var title = new Option<string?>("--title") { Description = "Title above the raster (default: the file's name)" };
        var command = new Command("raster", """
            Draw a recording as a raster: a mark a spike, units upwards, time to the right.

            Examples:
              glia spikes raster recording.csv --from 0 --to 1000
              glia spikes raster shd_test.h5 --sample 12 --output word.png
            """) { output, title };
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            var (file, to) = (input.File(parsed), parsed.GetValue(output)!);
            var extension = Path.GetExtension(to).ToLowerInvariant();
            if (extension is not (".svg" or ".png"))
            {
                throw new UsageException($"--output must end with .svg or .png; got '{to}'.");
            }

            var spikes = input.Read(parsed, out var origin).Spikes;
            if (spikes.Count == 0)
            {
                throw new UsageException("There is no spike to draw in that time.");
            }

            var marks = new Spike[spikes.Count];
            for (var i = 0; i < marks.Length; i++)
            {
                marks[i] = new Spike((spikes.Times[i] - origin) / 1e3, spikes.Units[i]);
            }

            var raster = new RasterFigure
            {
                Name = "raster",
                Title = parsed.GetValue(title) ?? Path.GetFileName(file),
                Caption = string.Create(CultureInfo.InvariantCulture, $"{spikes.Count:N0} spikes of {spikes.UnitCount:N0} units."),
                XAxis = new Axis("time", "ms"),
                YAxis = new Axis("unit"),
                Spikes = marks,
                NeuronCount = spikes.UnitCount,
            };
            AtomicFile.Write(to, extension == ".png" ? FigureRenderer.RenderPng(raster) : Encoding.UTF8.GetBytes(FigureRenderer.RenderSvg(raster)));
            context.Output.Write(new Text($"{marks.Length} spikes are drawn in {to}\n"));
            return ExitCodes.Ok;
        });
        return command;
    }
}
