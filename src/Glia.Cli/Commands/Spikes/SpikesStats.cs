using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Glia.Lab;
using Glia.Spikes;

namespace Glia.Cli.Commands.Spikes;

/// <summary><c>glia spikes stats</c>: rates, variability and synchrony of a recording.</summary>
internal static class SpikesStats
{
    private const int MostUnits = 4_000_000;

    public static Command Create(CliContext context)
    {
        var (input, json) = (new SpikesInput(), SpikesInfo.Json());
        var bin = new Option<double>("--bin") { Description = "Bin of the synchrony, in ms", DefaultValueFactory = _ => 5, HelpName = "ms" };
        var count = new Option<double>("--count") { Description = "Window of the spike counts of the Fano factor, in ms", DefaultValueFactory = _ => 100, HelpName = "ms" };
        var units = new Option<bool>("--units") { Description = "A line for each unit, as CSV" };
        var command = new Command("stats", """
            Measure a recording: rate, coefficient of variation of the intervals, CV2, Fano factor (medians over units), and synchrony.

            Synchrony is χ of Golomb and Rinzel: 1 where all units fire alike, 1/√units where they are independent.

            Examples:
              glia spikes stats recording.csv --time-unit ms --bin 5 --count 100
              glia spikes stats recording.csv --units
              glia spikes stats recording.csv --json
            """) { bin, count, units };
        input.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var (binning, counting) = (Microseconds(parsed.GetValue(bin), "--bin"), Microseconds(parsed.GetValue(count), "--count"));
            var spikes = input.Read(parsed).Spikes;
            if (spikes.UnitCount > MostUnits)
            {
                throw new UsageException($"The recording has {spikes.UnitCount} units; statistics are made of at most {MostUnits}.");
            }

            var all = spikes.Window.Length > 0 ? UnitStatistics.Of(spikes, counting) : throw new UsageException("The recording has no time to take a rate over.");
            context.Output.Profile.Out.Writer.Write(
                parsed.GetValue(units) ? Lines(all)
                : parsed.GetValue(json) ? JsonSerializer.Serialize(Population(spikes, all, binning, counting), LabJson.Readable) + "\n"
                : Text(Population(spikes, all, binning, counting)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static PopulationStatistics Population(SpikeTrains spikes, IReadOnlyList<UnitStatistics> units, long bin, long count)
    {
        double Median(Func<UnitStatistics, double> of)
        {
            var values = units.Select(of).Where(double.IsFinite).Order().ToArray();
            return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        }

        return new PopulationStatistics(
            spikes.Count, spikes.UnitCount, units.Count(unit => unit.Spikes == 0), spikes.Window.Length / 1e3, units.Average(unit => unit.RateHz), Median(unit => unit.RateHz),
            Median(unit => unit.Cv), Median(unit => unit.Cv2), Median(unit => unit.Fano), count / 1e3,
            spikes.Window.Length / bin >= 2 ? PopulationSynchrony.Chi(spikes, bin) : double.NaN, bin / 1e3);
    }

    private static string Text(PopulationStatistics population)
    {
        string Number(double value, string unit = "") => double.IsFinite(value) ? string.Create(CultureInfo.InvariantCulture, $"{value:0.####}{unit}") : "not defined: too few spikes or too short";
        return string.Create(CultureInfo.InvariantCulture, $"""
            spikes: {population.Spikes:N0} of {population.Units:N0} units ({population.SilentUnits:N0} silent) in {population.DurationMs:0.###} ms
            rate: mean {Number(population.MeanRateHz, " Hz")}, median {Number(population.MedianRateHz, " Hz")}
            CV of the intervals: {Number(population.MedianCv)}
            CV2: {Number(population.MedianCv2)}
            Fano factor (windows of {population.CountMs} ms): {Number(population.MedianFano)}
            synchrony χ (bins of {population.BinMs} ms): {Number(population.SynchronyChi)}

            """);
    }

    private static string Lines(IReadOnlyList<UnitStatistics> units)
    {
        var text = new StringBuilder("unit,spikes,rate_hz,cv,cv2,fano\n");
        foreach (var unit in units)
        {
            text.Append(CultureInfo.InvariantCulture, $"{unit.Unit},{unit.Spikes},{unit.RateHz},{unit.Cv},{unit.Cv2},{unit.Fano}\n");
        }

        return text.ToString();
    }

    private static long Microseconds(double milliseconds, string option) => milliseconds is >= 0.001 and < 1e12 ? (long)Math.Round(milliseconds * 1000)
        : throw new UsageException($"{option} must be at least 0.001 ms; got {milliseconds.ToString(CultureInfo.InvariantCulture)}.");
}
