using Glia.Formats;
using Glia.Spikes;

namespace Glia.Identification;

/// <summary>A recording as the numbers of a file, not yet checked.</summary>
/// <param name="Index">Which of the file's recordings.</param>
/// <param name="Count">Number of synapses.</param>
/// <param name="Excitatory">How many of them are excitatory.</param>
/// <param name="Times">Time of each input spike in ms.</param>
/// <param name="Units">Its synapse.</param>
/// <param name="Spikes">Milliseconds of the output spikes.</param>
/// <param name="Soma">Voltage in mV, one value a millisecond.</param>
internal sealed record NeuronRecordingRow(int Index, int Count, int Excitatory, double[] Times, double[] Units, double[] Spikes, double[] Soma)
{
    /// <summary>The most synapses that are read.</summary>
    public const int MostInputs = 1_000_000;

    /// <summary>Returns the whole numbers of a file.</summary>
    /// <exception cref="GliaFormatException">A number is not whole, or not from 0 to the greatest.</exception>
    public static int[] Whole(double[] values, int greatest, string name, Func<string, string, GliaFormatException> wrong) =>
        Array.ConvertAll(values, value => value >= 0 && value <= greatest && value == Math.Floor(value) ? (int)value : throw wrong(name, $"holds {value}; it must hold whole numbers from 0 to {greatest}."));

    /// <summary>Checks the numbers.</summary>
    /// <param name="wrong">Makes the exception for an array's name and what is wrong with it.</param>
    /// <exception cref="GliaFormatException">A number is out of range.</exception>
    public NeuronRecording Recording(Func<string, string, GliaFormatException> wrong)
    {
        var (units, spikes, end) = (Whole(Units, Count - 1, "units", wrong), Whole(Spikes, Soma.Length - 1, "spikes", wrong), Soma.Length);
        if (Times.Length != units.Length || Array.Exists(Times, time => !(time >= 0 && time < end)))
        {
            throw wrong("times", $"must hold, for recording {Index}, {units.Length} times from 0 to {end} ms.");
        }

        if (Array.FindIndex(Soma, millivolts => !double.IsFinite(millivolts)) is var place and >= 0)
        {
            throw wrong("soma", $"holds {Soma[place]} at {place} ms of recording {Index}.");
        }

        Array.Sort(spikes);
        var inputs = SpikeTrains.Sort(Array.ConvertAll(Times, time => (long)(time * 1000)), units, Count, new TimeWindow(0, end * 1000L));
        return new NeuronRecording(inputs, Excitatory, spikes, Array.ConvertAll(Soma, millivolts => (float)millivolts));
    }
}
