using Glia.Neurons;
using Glia.Plasticity;
using Glia.Simulation;
using Glia.Simulation.Connections;
using Glia.Simulation.Models;
using Glia.Simulation.Plasticity;
using Glia.Spikes;

namespace Glia.Tests.Simulation;

/// <summary>What cannot be simulated is refused with what is wrong, where, and what was expected.</summary>
public sealed class BadInputTests
{
    private readonly SpikingNetwork<double> _network = new(.1);
    private readonly Population<double> _cells;
    private readonly Population<double> _source;

    public BadInputTests() => (_cells, _source) = (_network.Add("cells", new CurrentLif(), 10), _network.Add("source", new PoissonSource(5, Nets.Random("source")), 4));

    [Fact]
    public void Delays_under_one_step_and_beyond_the_longest()
    {
        Refused("a delay of 0 steps; expected 1 (the next step) to 255", () => Connect(new(new FixedProbability(1)) { Delay = 0 }));
        Refused("a delay of 256 steps", () => Connect(new(new FixedProbability(1)) { Delay = 256 }));
        Refused("a delay of -3 steps", () => Connect(new(new FixedProbability(1)) { DrawDelay = _ => -3 }));
        Refused("Synapse 1 of the projection source → cells (from 3 to 9) has a delay of 0", () => Connect(new(new ExplicitConnections([2, 3], [1, 9]) { Delays = [1, 0] })));
        Refused("0.05 ms must be a whole number of steps of 0.1 ms, at least one", () => _network.Steps(.05));
        Refused("0.25 ms must be a whole number of steps", () => _network.Steps(.25));
        Refused("must be a whole number of steps", () => new BrunelNetwork { Size = .01, DelayMs = .01 }.Build<float>(Nets.Random()));
    }

    [Fact]
    public void Connections_that_are_none()
    {
        Refused("Connection 1 has the target 10; expected 0 to 9", () => Connect(new(new ExplicitConnections([0, 0], [9, 10]))));
        Refused("Connection 0 has the source -1; expected 0 to 3", () => Connect(new(new ExplicitConnections([-1], [0]))));
        Refused("needs as many targets", () => Connect(new(new ExplicitConnections([0, 1], [0]))));
        Refused("2 sources needs as many targets, weights", () => Connect(new(new ExplicitConnections([0, 1], [0, 1]) { Weights = [1] })));
        Refused("from 0 to 1; got 1.5", () => Connect(new(new FixedProbability(1.5))));
        Refused("from 0 to 1; got NaN", () => Connect(new(new FixedProbability(double.NaN))));
        Refused("from 0 to 1; got -0.1", () => Connect(new(new FixedProbability(-.1))));
        Refused("0 to 4 different sources here; got 5", () => Connect(new(new FixedInDegree(5))));
        Refused("0 to 9 different sources here; got 10", () => _network.Connect(_cells, _cells, new(new FixedInDegree(10) { AllowSelf = false }) { Receptor = "g_e" }, Nets.Random()));
        Refused("which AllowSelf = false forbids", () => _network.Connect(_cells, _cells, new(new ExplicitConnections([1], [1]) { AllowSelf = false }) { Receptor = "g_e" }, Nets.Random()));
        var places = new CellPositions([0, 0, 0, 0], [0, 0, 0, 0]);
        Refused("10 targets need as many finite positions; got 4 x", () => Connect(new(new DistanceDependent(places, places, _ => 1))));
        var targets = CellPositions.Lattice(10, 1);
        Refused("to target 0 over a distance of 0 is 2; expected 0 to 1", () => Connect(new(new DistanceDependent(places, targets, _ => 2))));
        Refused("The period of a plane must be greater than 0", () => Connect(new(new DistanceDependent(places, targets, _ => 1) { Period = 0 })));
    }

    [Fact]
    public void Weights_that_are_no_numbers()
    {
        Refused("has the weight NaN; expected a finite number", () => Connect(new(new FixedProbability(1)) { Weight = double.NaN }));
        Refused("has the weight Infinity", () => Connect(new(new FixedProbability(1)) { DrawWeight = _ => double.PositiveInfinity }));
        Refused("Synapse 1 of the projection source → cells (from 0 to 3) has the weight NaN", () => Connect(new(new ExplicitConnections([0, 0], [2, 3]) { Weights = [1, double.NaN] })));
        var single = new SpikingNetwork<float>(.1);
        var cells = single.Add("cells", new DeltaLif(), 2);
        Refused("has the weight 1E+300; expected a finite number", () => single.Connect(cells, cells, new(new FixedProbability(1)) { Weight = 1e300 }, Nets.Random()));
    }

    [Fact]
    public void Receptors_cells_and_names_that_are_not_there()
    {
        Refused("has no receptor ''; name one of g_e, g_i", () => _network.Connect(_source, _cells, new(new FixedProbability(1)), Nets.Random()));
        Refused("has no receptor 'ampa'; name one of g_e, g_i", () => _network.Connect(_source, _cells, new(new FixedProbability(1)) { Receptor = "ampa" }, Nets.Random()));
        Refused("is a source and has no receptor", () => _network.Connect(_cells, _source, new(new FixedProbability(1)), Nets.Random()));
        Refused("of another network", () => _network.Connect(new SpikingNetwork<double>(.1).Add("x", new DeltaLif(), 1), _cells, new(new FixedProbability(1)) { Receptor = "g_e" }, Nets.Random()));
        Refused("cells 8 to 12 are not all of it", () => _ = new NeuronRange<double>(_cells, 8, 5));
        Refused("There is a population 'cells' already", () => _network.Add("cells", new DeltaLif(), 1));
        Refused("has no variable 'w'; it has v, g_e, g_i", () => _cells.State("w"));
        Refused("has 10 cells; got 2 values of 'v'", () => _cells.SetState("v", [1, 2]));
        Refused("'v' of cell 1 is NaN", () => _cells.SetState("v", [0, double.NaN, 0, 0, 0, 0, 0, 0, 0, 0]));
        Refused("cells 10 to 10 are not all of it", () => _network.RecordTrace(_cells, "v", [10]));
    }

    [Fact]
    public void Constants_out_of_range()
    {
        Refused("CurrentLif.MembraneTauMs must be greater than 0; got 0", () => _network.Add("a", new CurrentLif { MembraneTauMs = 0 }, 1));
        Refused("CurrentLif.ResetMv must be at most the threshold; got -40", () => _network.Add("a", new CurrentLif { ResetMv = -40 }, 1));
        Refused("ConductanceLif.InhibitoryTauMs must be greater than 0; got NaN", () => _network.Add("a", new ConductanceLif { InhibitoryTauMs = double.NaN }, 1));
        Refused("DeltaLif.RefractoryMs must be 0 or more", () => _network.Add("a", new DeltaLif { RefractoryMs = -1 }, 1));
        Refused("PoissonSource.RateHz must be 0 or more; got -5", () => _network.Add("a", new PoissonSource(-5, Nets.Random()), 1));
        Refused("ModelCells.SynapseTauMs must be greater than 0, or null; got 0", () => _network.Add("a", new ModelCells { Model = new Izhikevich(), SynapseTauMs = 0 }, 1));
        Refused("has 3 values for 2 neurons", () => _network.Add("a", new ModelCells { Model = new LeakyIntegrateAndFire { Threshold = NeuronParameter.FixedPerNeuron(1, 2, 3) } }, 2));
        Refused("have 3 units; the population has 2 cells", () => _network.Add("a", new SpikeSource(SpikeTrains.FromSorted([1], [2], 3)), 2));
        Refused("The step must be greater than 0 ms", () => _ = new SpikingNetwork<float>(0));
        Assert.Throws<NotSupportedException>(() => _ = new SpikingNetwork<Half>(.1));
        Refused("at most 1000 spikes a step", () => _network.Drive(_cells, new PoissonDrive(1_000_000, 1000, 1, Nets.Random()) { Receptor = "g_e" }));
        Refused("1 to 256 threads", () => _network.Run(1, new SimulationOptions { Threads = 0 }));
        Refused("whole number of steps", () => _network.Run(0));
    }

    [Fact]
    public void Plasticity_that_cannot_be()
    {
        Refused("all its synapses must have one delay", () => Connect(new(new FixedProbability(1)) { DrawDelay = _ => 2, Plasticity = new PairPlasticity(new PairStdpOptions()) }));
        Refused("a weight of 5, outside the rule's range from 0 to 1", () => Connect(new(new FixedProbability(1)) { Weight = 5, Plasticity = new PairPlasticity(new PairStdpOptions()) }));
        Refused("PresynapticTau must be greater than 0", () => Connect(new(new FixedProbability(1)) { Plasticity = new PairPlasticity(new PairStdpOptions { PresynapticTau = 0 }) }));
        Refused("an Interval of at least 1 step", () => Connect(new(new FixedProbability(1)) { Plasticity = new ThreeFactorPlasticity(new PairStdpOptions()) { Interval = 0 } }));
    }

    [Fact]
    public void A_network_that_has_run_is_not_changed()
    {
        _network.Run(1);
        Assert.Contains("before the first step", Assert.Throws<InvalidOperationException>(() => Connect(new(new FixedProbability(1)))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _network.Add("late", new DeltaLif(), 1));
        Assert.Throws<InvalidOperationException>(() => _network.Drive(_cells, new PoissonDrive(1, 1, 1, Nets.Random()) { Receptor = "g_e" }));
    }

    [Fact]
    public void A_state_that_runs_away_is_named()
    {
        var network = new SpikingNetwork<float>(.1);
        var cells = network.Add("cells", new ModelCells { Model = new QuadraticIntegrateAndFire { Threshold = 1e37, Tau = 1.1 }, Drive = 1e5 }, 3);
        var message = Assert.Throws<InvalidOperationException>(() => network.Run(10)).Message;
        Assert.Contains("of cell 0 of 'cells' is", message, StringComparison.Ordinal);
        Assert.Contains("Weights are too large", message, StringComparison.Ordinal);
    }

    private void Connect(ProjectionOptions options) => _network.Connect(_source, _cells, options with { Receptor = "g_e" }, Nets.Random());

    private static void Refused(string says, Action action) => Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
