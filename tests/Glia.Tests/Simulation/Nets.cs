using System.Numerics;
using Glia.Neurons;
using Glia.Plasticity;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Connections;
using Glia.Simulation.Monitors;
using Glia.Simulation.Plasticity;
using Glia.Spikes;

namespace Glia.Tests.Simulation;

/// <summary>Small networks for tests.</summary>
internal static class Nets
{
    public static List<(long Step, int Cell)> Spikes(SpikeMonitor monitor) => [.. monitor.Steps.Zip(monitor.Cells)];

    /// <summary>Spikes of units at steps of 0.1 ms.</summary>
    public static SpikeSource Source(params (int Step, int Unit)[] spikes) => new(SpikeTrains.Sort(
        [.. spikes.Select(spike => spike.Step * 100L)], [.. spikes.Select(spike => spike.Unit)], spikes.Length == 0 ? 1 : spikes.Max(spike => spike.Unit) + 1));

    public static RandomStream Random(string name = "test", long seed = 1) => new(seed, name);

    /// <summary>A network with everything in it: two kinds of plastic synapses, delays of all kinds, Poisson input of both kinds, four models.</summary>
    public static (SpikingNetwork<T> Network, SpikeMonitor[] Monitors) Everything<T>(long seed = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = Random("everything", seed);
        var network = new SpikingNetwork<T>(.1);
        var noise = network.Add("noise", new PoissonSource(300, random.Child("noise")), 70);
        var current = network.Add("current", new CurrentLif { LeakMv = -52 }, 300);
        var delta = network.Add("delta", new DeltaLif(), 211);
        var izhikevich = network.Add("izhikevich", new ModelCells { Model = new Izhikevich { StepMs = .1 }, Drive = 6, SynapseTauMs = 3 }, 700);
        var conductance = network.Add("conductance", new ConductanceLif(), 130);
        network.Drive(delta, new PoissonDrive(1000, 11, .1, random.Child("drive")));
        network.Drive(current[3..90], new PoissonDrive(50, 10, 1.5, random.Child("partly")) { Receptor = "g_e" });
        ProjectionOptions To(string receptor, double probability, double weight) => new(new FixedProbability(probability)) { Receptor = receptor, Weight = weight };
        network.Connect(noise, current, To("g_e", .2, 2) with { DrawDelay = stream => 2 + stream.NextInt(20), DrawWeight = stream => 1 + stream.NextDouble() }, random.Child("a"));
        network.Connect(current, izhikevich, To("current", .1, 2) with { Delay = 7 }, random.Child("b"));
        network.Connect(izhikevich[100..500], current, To("g_i", .05, -2) with { Delay = 3 }, random.Child("c"));
        network.Connect(noise, conductance, To("g_e", .3, .5) with { Delay = 2 }, random.Child("d"));
        network.Connect(delta, delta, To("v", .1, -.2) with { Delay = 15 }, random.Child("e"));
        var pairs = new PairStdpOptions { Potentiation = .02, Depression = .021, PresynapticTau = 200, PostsynapticTau = 150, HighestWeight = 3 };
        network.Connect(noise, current[100..], To("g_e", .2, 1.5) with { Delay = 5, Plasticity = new PairPlasticity(pairs) }, random.Child("f"));
        network.Connect(current[50..250], conductance, To("g_e", .1, .4) with { Delay = 2, Plasticity = new ThreeFactorPlasticity(pairs) { LearningRate = .1, EligibilityTau = 300 } }, random.Child("g"))
            .Modulator = .5;
        return (network, [.. network.Populations.Select(population => network.RecordSpikes(population))]);
    }
}
