using System.CommandLine;
using Glia.Cli.Commands.Simulate;
using Glia.Simulation.Models;

namespace Glia.Cli.Commands;

/// <summary><c>glia simulate</c>: ready networks of spiking cells.</summary>
internal static class SimulateCommand
{
    private const int CellsOfProbability = 4000;
    private const int InputsOfLargerNetworks = 80;

    public static Command Create(CliContext context) => new("simulate", """
        Simulate a ready network of spiking cells; print rates, irregularity, real-time factor and synaptic events a second.

        Examples:
          glia simulate cuba --seconds 10 --threads 2
          glia simulate cuba --cells 40000 --precision double --json
          glia simulate brunel --size 0.2 --inhibition 6 --ratio 4
        """)
    {
        Cuba(context), Coba(context), Brunel(context),
    };

    private static Command Cuba(CliContext context)
    {
        var (cells, run) = (Cells(), new SimulationRun(context));
        var command = new Command("cuba", """
            Vogels and Abbott's network with current-based synapses, benchmark 2 of Brette et al. 2007.

            Examples:
              glia simulate cuba --seconds 10
              glia simulate cuba --cells 40000 --threads 2
            """) { cells };
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            var model = new VogelsAbbottCuba { Cells = Count(parsed, cells) };
            var options = model with { InDegree = InDegree(model.Cells) };
            return run.Execute(parsed, "cuba", options.Build<float>, options.Build<double>);
        });
        return command;
    }

    private static Command Coba(CliContext context)
    {
        var (cells, run) = (Cells(), new SimulationRun(context));
        var command = new Command("coba", """
            Vogels and Abbott's network with conductance-based synapses, benchmark 1 of Brette et al. 2007.

            Examples:
              glia simulate coba --seconds 2
            """) { cells };
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            var model = new VogelsAbbottCoba { Cells = Count(parsed, cells) };
            var options = model with { InDegree = InDegree(model.Cells) };
            return run.Execute(parsed, "coba", options.Build<float>, options.Build<double>);
        });
        return command;
    }

    private static Command Brunel(CliContext context)
    {
        var run = new SimulationRun(context);
        var size = new Option<double>("--size") { Description = "Part of the full network of 12,500 cells, from 0.01 to 4", DefaultValueFactory = _ => 1, HelpName = "factor" };
        var inhibition = new Option<double>("--inhibition") { Description = "g, strength of inhibition relative to excitation", DefaultValueFactory = _ => 5, HelpName = "g" };
        var ratio = new Option<double>("--ratio") { Description = "External rate relative to the rate that reaches the threshold", DefaultValueFactory = _ => 2, HelpName = "ratio" };
        var command = new Command("brunel", """
            Brunel's network of 2000: regimes by --inhibition and --ratio, such as 3 2, 6 4, 5 2 and 4.5 0.9.

            Examples:
              glia simulate brunel --size 0.2
              glia simulate brunel --size 0.2 --inhibition 3
            """) { size, inhibition, ratio };
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new BrunelNetwork
            {
                Size = SimulationRun.Within(parsed.GetValue(size), 0.01, 4, "--size"),
                Inhibition = SimulationRun.Within(parsed.GetValue(inhibition), 0, 100, "--inhibition"),
                ExternalRatio = SimulationRun.Within(parsed.GetValue(ratio), 0, 100, "--ratio"),
            };
            return run.Execute(parsed, "brunel", options.Build<float>, options.Build<double>);
        });
        return command;
    }

    private static Option<int> Cells() => new("--cells")
    {
        Description = "Number of cells, 100 to 1000000; at 4000 the benchmark's probability of 0.02, else 80 inputs a cell",
        DefaultValueFactory = _ => CellsOfProbability,
        HelpName = "N",
    };

    private static int Count(ParseResult parsed, Option<int> option) => (int)SimulationRun.Within(parsed.GetValue(option), 100, 1_000_000, "--cells");

    private static int? InDegree(int cells) => cells == CellsOfProbability ? null : InputsOfLargerNetworks;
}
