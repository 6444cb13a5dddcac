using Glia.Spikes;

namespace Glia.Identification;

/// <summary>What went into a neuron and what came out: spikes at its synapses, its own spikes, the voltage of its soma.</summary>
public sealed record NeuronRecording
{
    private const long MicrosecondsPerMs = 1000;

    /// <summary>Makes a recording.</summary>
    /// <param name="inputs">Input spikes in microseconds from 0; excitatory synapses first.</param>
    /// <param name="excitatory">How many of the inputs are excitatory.</param>
    /// <param name="outputSpikesMs">The millisecond, from 0, of each output spike, ascending.</param>
    /// <param name="somaMillivolts">Voltage of the soma, one value a millisecond; its length is that of the recording.</param>
    /// <exception cref="ArgumentException">A spike lies outside the recording, or there are more excitatory inputs than inputs.</exception>
    public NeuronRecording(SpikeTrains inputs, int excitatory, IReadOnlyList<int> outputSpikesMs, IReadOnlyList<float> somaMillivolts)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputSpikesMs);
        ArgumentNullException.ThrowIfNull(somaMillivolts);
        if (excitatory < 0 || excitatory > inputs.UnitCount)
        {
            throw new ArgumentException($"Of {inputs.UnitCount} inputs, 0 to {inputs.UnitCount} can be excitatory; got {excitatory}.", nameof(excitatory));
        }

        if (inputs.Count > 0 && (inputs.Times[0] < 0 || inputs.Times[^1] >= somaMillivolts.Count * MicrosecondsPerMs))
        {
            throw new ArgumentException($"Input spikes must be from 0 to {somaMillivolts.Count} ms, the length of the voltage; they are from {inputs.Times[0]} to {inputs.Times[^1]} µs.", nameof(inputs));
        }

        if (outputSpikesMs.Any(spike => spike < 0 || spike >= somaMillivolts.Count) || outputSpikesMs.Zip(outputSpikesMs.Skip(1)).Any(pair => pair.Second < pair.First))
        {
            throw new ArgumentException($"Output spikes must ascend from 0 to {somaMillivolts.Count - 1} ms, the length of the voltage.", nameof(outputSpikesMs));
        }

        (Inputs, Excitatory, OutputSpikesMs, SomaMillivolts) = (inputs, excitatory, outputSpikesMs, somaMillivolts);
    }

    /// <summary>Input spikes in microseconds; excitatory synapses first.</summary>
    public SpikeTrains Inputs { get; }

    /// <summary>How many of the inputs are excitatory.</summary>
    public int Excitatory { get; }

    /// <summary>The millisecond of each output spike, ascending.</summary>
    public IReadOnlyList<int> OutputSpikesMs { get; }

    /// <summary>Voltage of the soma, one value a millisecond.</summary>
    public IReadOnlyList<float> SomaMillivolts { get; }

    /// <summary>Length in milliseconds.</summary>
    public int DurationMs => SomaMillivolts.Count;
}
