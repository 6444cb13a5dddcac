using Glia.Neurons;
using Glia.Simulation;
using Glia.Simulation.Connections;

namespace Glia.Tests.Simulation;

/// <summary>Single cells against closed forms.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("g_e", 5, .004937935295)]
    [InlineData("g_i", 10, .004962645444)]
    public void A_postsynaptic_potential_is_the_exact_solution(string receptor, double tau, double afterOneStep)
    {
        var network = new SpikingNetwork<double>(.1);
        var cells = network.Add("cells", new CurrentLif { LeakMv = -70, ResetMv = -70 }, 3);
        cells.SetState(receptor, [0, 1, 0]);
        var trace = network.RecordTrace(cells, "v", [0, 1]);
        network.Run(60);
        Assert.Equal(afterOneStep, trace.Trace(1)[0] + 70, 1e-12);
        Assert.All(trace.Trace(0), v => Assert.Equal(-70, v, 1e-12));
        for (var step = 0; step < trace.Samples; step++)
        {
            var t = (step + 1) * .1;
            Assert.Equal((Math.Exp(-t / tau) - Math.Exp(-t / 20)) * tau / (tau - 20), trace.Trace(1)[step] + 70, 1e-11);
        }
    }

    [Fact]
    public void Equal_time_constants_make_an_alpha_function()
    {
        var network = new SpikingNetwork<double>(.1);
        var cells = network.Add("cells", new CurrentLif { LeakMv = -70, ResetMv = -70, ExcitatoryTauMs = 20, InhibitoryTauMs = 20 + 1e-7 }, 2);
        cells.SetState("g_e", [1, 0]);
        cells.SetState("g_i", [0, 1]);
        var trace = network.RecordTrace(cells, "v", [0, 1]);
        network.Run(50);
        for (var step = 0; step < trace.Samples; step++)
        {
            var t = (step + 1) * .1;
            Assert.Equal(t / 20 * Math.Exp(-t / 20), trace.Trace(0)[step] + 70, 1e-11);
            Assert.Equal(trace.Trace(0)[step], trace.Trace(1)[step], 1e-8);
        }
    }

    [Theory]
    [InlineData(25, 2)]
    [InlineData(40, 2)]
    [InlineData(21, 0)]
    [InlineData(200, 5)]
    public void A_driven_cell_fires_at_the_rate_of_the_closed_form(double leak, double refractory)
    {
        // From reset to threshold takes τ ln((E − V_r)/(E − θ)); on a grid, the first step beyond. The refractory time is held steps and the one that fires.
        var network = new SpikingNetwork<double>(.1);
        var cells = network.Add("cells", new DeltaLif { LeakMv = leak, RefractoryMs = refractory }, 1);
        cells.SetState("v", [10]);
        var spikes = network.RecordSpikes(cells);
        network.Run(1000);
        var charging = (long)Math.Floor(20 * Math.Log((leak - 10) / (leak - 20)) / .1) + 1;
        var interval = charging + Math.Max(0, (long)Math.Round(refractory / .1) - 1);
        Assert.Equal(Enumerable.Range(0, spikes.Count).Select(n => charging - 1 + (n * interval)), spikes.Steps);
        Assert.True(spikes.Count > 10);
    }

    [Fact]
    public void A_conductance_cell_converges_to_a_fine_solution_with_the_step()
    {
        double Potential(double stepMs)
        {
            var network = new SpikingNetwork<double>(stepMs);
            var cells = network.Add("cells", new ConductanceLif(), 1);
            cells.SetState("v", [-62]);
            cells.SetState("g_e", [.3]);
            cells.SetState("g_i", [2]);
            network.Run(10);
            return cells.State("v")[0];
        }

        var expected = RungeKutta();
        var (coarse, fine) = (Math.Abs(Potential(.1) - expected), Math.Abs(Potential(.01) - expected));
        Assert.InRange(coarse, 1e-4, .1);
        Assert.InRange(coarse / fine, 8, 12);
    }

    [Fact]
    public void A_cell_that_is_held_keeps_its_membrane_and_loses_what_arrives_but_conductances_go_on()
    {
        var network = new SpikingNetwork<double>(.1);
        var source = network.Add("source", Nets.Source((0, 0), (1, 0), (5, 0), (19, 0), (20, 0)), 1);
        var delta = network.Add("delta", new DeltaLif(), 1);
        var current = network.Add("current", new CurrentLif { LeakMv = -60, RefractoryMs = 2 }, 1);
        network.Connect(source, delta, new ProjectionOptions(new FixedProbability(1)) { Weight = 25 }, Nets.Random());
        network.Connect(source, current, new ProjectionOptions(new FixedProbability(1)) { Receptor = "g_e", Weight = 2500 }, Nets.Random());
        var (spikes, v, g) = (network.RecordSpikes(delta), network.RecordTrace(current, "v", [0]), network.RecordTrace(current, "g_e", [0]));
        var deltaTrace = network.RecordTrace(delta, "v", [0]);
        network.Run(4);

        // The spike of step 0 arrives in step 1 and makes the cell fire; those that arrive while it is held, in steps 2 to 20, are lost; that of step 20 arrives in step 21.
        Assert.Equal([1L, 21], spikes.Steps);
        Assert.All(deltaTrace.Trace(0)[1..20], value => Assert.Equal(10, value));
        Assert.All(v.Trace(0)[1..20], value => Assert.Equal(-60, value));
        Assert.Equal(2500 * Math.Exp(-.1 / 5), g.Trace(0)[1], 1e-9);
        Assert.Equal(((2500 * Math.Exp(-.1 / 5)) + 2500) * Math.Exp(-.1 / 5), g.Trace(0)[2], 1e-9);
    }

    [Fact]
    public void Cells_of_a_neuron_model_are_those_of_the_model_with_its_input()
    {
        var model = new AdaptiveLeakyIntegrateAndFire { Tau = 30, RefractorySteps = 4 };
        var network = new SpikingNetwork<float>(.1);
        var source = network.Add("source", new PoissonSource(2000, Nets.Random("source")), 40);
        var cells = network.Add("cells", new ModelCells { Model = model, Drive = .8 }, 1300);
        network.Connect(source, cells, new ProjectionOptions(new FixedProbability(.3)) { Weight = .5, Delay = 4 }, Nets.Random());
        var (input, output) = (network.RecordSpikes(source), network.RecordSpikes(cells));
        network.Run(50);

        var (plain, current, fired) = (new NeuronPopulation(model, 1300), new float[1300], new float[1300]);
        var expected = new List<(long Step, int Cell)>();
        var arriving = Nets.Spikes(input).ToLookup(spike => spike.Step + 4, spike => spike.Cell);
        for (var step = 0; step < 500; step++)
        {
            Array.Fill(current, 0);
            foreach (var cell in arriving[step])
            {
                foreach (var target in network.Projections[0].TargetsOf(cell))
                {
                    current[target] += .5f;
                }
            }

            plain.Step([.. current.Select(value => value + .8f)], fired);
            expected.AddRange(Enumerable.Range(0, 1300).Where(cell => fired[cell] > 0).Select(cell => ((long)step, cell)));
        }

        Assert.True(expected.Count > 1000);
        Assert.Equal(expected, Nets.Spikes(output));
    }

    [Fact]
    public void Parameters_of_a_model_may_differ_from_cell_to_cell()
    {
        var thresholds = Enumerable.Range(0, 600).Select(cell => cell == 555 ? .5 : 100.0).ToArray();
        var network = new SpikingNetwork<double>(1);
        var cells = network.Add("cells", new ModelCells { Model = new LeakyIntegrateAndFire { Threshold = NeuronParameter.FixedPerNeuron(thresholds) }, Drive = 1 }, 600);
        var spikes = network.RecordSpikes(cells);
        network.Run(20);
        Assert.Equal([555], spikes.Cells.Distinct());
    }

    private static double RungeKutta()
    {
        const int Steps = 100_000;
        const double H = 10.0 / Steps;
        static double Slope(double t, double v)
        {
            var (e, i) = (.3 * Math.Exp(-t / 5), 2 * Math.Exp(-t / 10));
            return (-60 - v + (e * (0 - v)) + (i * (-80 - v))) / 20;
        }

        var v = -62.0;
        for (var step = 0; step < Steps; step++)
        {
            var t = step * H;
            var a = Slope(t, v);
            var b = Slope(t + (H / 2), v + (H / 2 * a));
            var c = Slope(t + (H / 2), v + (H / 2 * b));
            v += H / 6 * (a + (2 * b) + (2 * c) + Slope(t + H, v + (H * c)));
        }

        return v;
    }
}
