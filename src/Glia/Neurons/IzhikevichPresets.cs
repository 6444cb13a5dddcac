namespace Glia.Neurons;

/// <summary>Constants of Izhikevich neurons with the published firing patterns.</summary>
/// <remarks>
/// <para>The first seven are the cortical and thalamic types of Izhikevich 2003; the others the twenty patterns of Izhikevich 2004 with the constants that Norse has
/// ("Which model to use for cortical spiking neurons?", IEEE Trans. Neural Networks 15). Which current brings a pattern out, the paper's figure says: a step, a ramp, one pulse or two.</para>
/// </remarks>
public static class IzhikevichPresets
{
    /// <summary>Excitatory cortical neuron: regular spiking.</summary>
    public static Izhikevich RegularSpiking { get; } = Of(0.02, 0.2, -65, 8);

    /// <summary>Excitatory cortical neuron: a burst at the onset, then single spikes.</summary>
    public static Izhikevich IntrinsicallyBursting { get; } = Of(0.02, 0.2, -55, 4);

    /// <summary>Excitatory cortical neuron: bursts at a high rate.</summary>
    public static Izhikevich Chattering { get; } = Of(0.02, 0.2, -50, 2);

    /// <summary>Inhibitory cortical neuron: fast spiking without adaptation.</summary>
    public static Izhikevich FastSpiking { get; } = Of(0.1, 0.2, -65, 2);

    /// <summary>Inhibitory cortical neuron: low-threshold spiking.</summary>
    public static Izhikevich LowThresholdSpiking { get; } = Of(0.02, 0.25, -65, 2, -64.4);

    /// <summary>Thalamo-cortical neuron: tonic from rest, a rebound burst from below it.</summary>
    public static Izhikevich ThalamoCortical { get; } = Of(0.02, 0.25, -65, 0.05, -64.4);

    /// <summary>Resonator: subthreshold oscillation, fires to input at its frequency.</summary>
    public static Izhikevich ResonatorCortical { get; } = Of(0.1, 0.26, -65, 2, -62.5);

    /// <summary>Pattern A: fires as long as the input lasts.</summary>
    public static Izhikevich TonicSpiking { get; } = Of(0.02, 0.2, -65, 6);

    /// <summary>Pattern B: one spike at the onset of the input.</summary>
    public static Izhikevich PhasicSpiking { get; } = Of(0.02, 0.25, -65, 6, -64);

    /// <summary>Pattern C: bursts as long as the input lasts.</summary>
    public static Izhikevich TonicBursting { get; } = Of(0.02, 0.2, -50, 2);

    /// <summary>Pattern D: one burst at the onset of the input.</summary>
    public static Izhikevich PhasicBursting { get; } = Of(0.02, 0.25, -55, 0.05, -64) with { StepMs = 0.2 };

    /// <summary>Pattern E: a burst at the onset, then single spikes.</summary>
    public static Izhikevich MixedMode { get; } = Of(0.02, 0.2, -55, 4);

    /// <summary>Pattern F: the rate falls while the input lasts.</summary>
    public static Izhikevich SpikeFrequencyAdaptation { get; } = Of(0.01, 0.2, -65, 8);

    /// <summary>Pattern G: fires at arbitrarily low rates.</summary>
    public static Izhikevich Class1 { get; } = Of(0.02, -0.1, -55, 6, -60) with { Linear = 4.1, Bias = 108 };

    /// <summary>Pattern H: starts to fire at a high rate.</summary>
    public static Izhikevich Class2 { get; } = Of(0.2, 0.26, -65, 0, -64);

    /// <summary>Pattern I: a late spike after a short pulse.</summary>
    public static Izhikevich SpikeLatency { get; } = Of(0.02, 0.2, -65, 6);

    /// <summary>Pattern J: the membrane rings below the threshold.</summary>
    public static Izhikevich SubthresholdOscillation { get; } = Of(0.05, 0.26, -60, 0, -62);

    /// <summary>Pattern K: fires to pulses at its own frequency.</summary>
    public static Izhikevich Resonator { get; } = Of(0.1, 0.26, -60, -1, -62);

    /// <summary>Pattern L: fires to pulses that follow closely.</summary>
    public static Izhikevich Integrator { get; } = Of(0.02, -0.1, -55, 6, -60) with { Linear = 4.1, Bias = 108 };

    /// <summary>Pattern M: a spike after inhibition ends.</summary>
    public static Izhikevich ReboundSpike { get; } = Of(0.03, 0.25, -60, 4, -64);

    /// <summary>Pattern N: a burst after inhibition ends.</summary>
    public static Izhikevich ReboundBurst { get; } = Of(0.03, 0.25, -52, 0, -64);

    /// <summary>Pattern O: inhibition shortly before makes a weak pulse fire it.</summary>
    public static Izhikevich ThresholdVariability { get; } = Of(0.03, 0.25, -60, 4, -64);

    /// <summary>Pattern P: one pulse switches firing on, another off.</summary>
    public static Izhikevich Bistability { get; } = Of(0.1, 0.26, -60, 0, -61);

    /// <summary>Pattern Q: stays depolarised after a spike.</summary>
    public static Izhikevich DepolarizingAfterPotential { get; } = Of(1, 0.2, -60, -21);

    /// <summary>Pattern R: fires to a fast ramp, not to a slow one, in the paper, whose recovery is a (b (v + 65)); with the plain recovery that Norse has too, it fires to both.</summary>
    public static Izhikevich Accommodation { get; } = Of(0.02, 1, -55, 4, -65);

    /// <summary>Pattern S: fires while inhibited.</summary>
    public static Izhikevich InhibitionInducedSpiking { get; } = Of(-0.02, -1, -60, 8, -63.8);

    /// <summary>Pattern T: bursts while inhibited. With these constants and plain Euler steps of any length the burst does not end.</summary>
    public static Izhikevich InhibitionInducedBursting { get; } = Of(-0.026, -1, -45, -2, -63.8);

    /// <summary>All presets by name.</summary>
    public static IReadOnlyDictionary<string, Izhikevich> All { get; } = new Dictionary<string, Izhikevich>(StringComparer.OrdinalIgnoreCase)
    {
        ["regular spiking"] = RegularSpiking,
        ["intrinsically bursting"] = IntrinsicallyBursting,
        ["chattering"] = Chattering,
        ["fast spiking"] = FastSpiking,
        ["low-threshold spiking"] = LowThresholdSpiking,
        ["thalamo-cortical"] = ThalamoCortical,
        ["resonator (cortical)"] = ResonatorCortical,
        ["tonic spiking"] = TonicSpiking,
        ["phasic spiking"] = PhasicSpiking,
        ["tonic bursting"] = TonicBursting,
        ["phasic bursting"] = PhasicBursting,
        ["mixed mode"] = MixedMode,
        ["spike frequency adaptation"] = SpikeFrequencyAdaptation,
        ["class 1"] = Class1,
        ["class 2"] = Class2,
        ["spike latency"] = SpikeLatency,
        ["subthreshold oscillation"] = SubthresholdOscillation,
        ["resonator"] = Resonator,
        ["integrator"] = Integrator,
        ["rebound spike"] = ReboundSpike,
        ["rebound burst"] = ReboundBurst,
        ["threshold variability"] = ThresholdVariability,
        ["bistability"] = Bistability,
        ["depolarizing after-potential"] = DepolarizingAfterPotential,
        ["accommodation"] = Accommodation,
        ["inhibition-induced spiking"] = InhibitionInducedSpiking,
        ["inhibition-induced bursting"] = InhibitionInducedBursting,
    };

    private static Izhikevich Of(double a, double b, double c, double d, double membrane = -70) =>
        new() { A = a, B = b, C = c, D = d, InitialMembrane = membrane };
}
