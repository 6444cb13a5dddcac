using Glia.Data;
using Glia.Spikes;
using static TorchSharp.torch;

namespace Glia.Studies.SnnDelays;

/// <summary>Labelled sequences of equal length, each [steps, channels].</summary>
internal sealed record SequenceSamples(int Steps, int Channels, int Classes, float[][] Values, int[] Labels)
{
    private const long StepMicroseconds = 10_000;

    public int Count => Labels.Length;

    /// <summary>Steps of 10 ms from the first spike; a bin holds a count.</summary>
    public static EventBinning Binning(int unitsPerChannel = 1) => new() { StepMicroseconds = StepMicroseconds, Origin = BinOrigin.FirstSpike, UnitsPerChannel = unitsPerChannel };

    /// <summary>Bins recordings in steps of 10 ms from their first spike; spikes after the last step are dropped.</summary>
    public static SequenceSamples Of(IReadOnlyList<LabelledSpikes> recordings, int channels, int classes, int steps, int unitsPerChannel = 1)
    {
        var binning = Binning(unitsPerChannel);
        float[] Bin(LabelledSpikes sample)
        {
            var values = new float[steps * channels];
            binning.BinInto(sample.Spikes, values, steps, channels);
            return values;
        }

        return new SequenceSamples(steps, channels, classes, [.. recordings.Select(Bin)], [.. recordings.Select(sample => sample.Label)]);
    }

    /// <summary>Returns some samples as [T, B, channels], with their labels.</summary>
    public (Tensor Input, int[] Labels) Batch(ReadOnlySpan<int> samples)
    {
        var values = new float[Steps * samples.Length * Channels];
        var labels = new int[samples.Length];
        for (var at = 0; at < samples.Length; at++)
        {
            labels[at] = Labels[samples[at]];
            for (var step = 0; step < Steps; step++)
            {
                Values[samples[at]].AsSpan(step * Channels, Channels).CopyTo(values.AsSpan(((step * samples.Length) + at) * Channels));
            }
        }

        return (tensor(values, [Steps, samples.Length, Channels]), labels);
    }
}
