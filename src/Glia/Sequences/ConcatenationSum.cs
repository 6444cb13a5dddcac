using Glia.Data;
using Glia.Random;
using Glia.Spikes;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Sequences;

/// <summary>Spoken digits one after the other, to be added: the label is the sum of the labels modulo 10.</summary>
/// <remarks>SHD-Adding of Spieler et al., arXiv 2306.16922: two digits, 19 sums, German and English digits alike.</remarks>
/// <param name="samples">Recordings to draw from, with replacement.</param>
/// <param name="parts">How many follow each other. Default 2.</param>
/// <param name="modulo">Each label counts modulo this number. Default 10.</param>
public sealed class ConcatenationSum(IReadOnlyList<LabelledSpikes> samples, int parts = 2, int modulo = 10)
{
    private readonly IReadOnlyList<LabelledSpikes> _samples = samples is { Count: > 0 } ? samples : throw new ArgumentException("There must be a sample to draw.", nameof(samples));
    private readonly int _parts = parts > 0 ? parts : throw new ArgumentOutOfRangeException(nameof(parts), parts, "At least one part must be drawn.");
    private readonly int _modulo = modulo > 0 ? modulo : throw new ArgumentOutOfRangeException(nameof(modulo), modulo, "Labels count modulo a number greater than 0.");

    /// <summary>How many sums there are: labels are from 0 to this number − 1.</summary>
    public int Classes => (_parts * (_modulo - 1)) + 1;

    /// <summary>Draws sequences.</summary>
    /// <param name="random">Stream that is read.</param>
    /// <param name="batch">Number of sequences B.</param>
    /// <param name="binning">Bins of time and channels.</param>
    /// <param name="stepsPerPart">Time of each part in bins; later spikes are left out.</param>
    /// <returns>[parts · steps, B, channels], and the labels.</returns>
    public (Tensor Inputs, int[] Labels) Draw(RandomStream random, int batch, EventBinning binning, int stepsPerPart)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(binning);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerPart);
        Libtorch.EnsureLoaded();
        var channels = binning.ChannelsOf(_samples[0].Spikes.UnitCount);
        var inputs = zeros(_parts * stepsPerPart, batch, channels);
        var values = inputs.AsSpan<float>();
        var labels = new int[batch];
        for (var b = 0; b < batch; b++)
        {
            for (var part = 0; part < _parts; part++)
            {
                var sample = _samples[random.NextInt(_samples.Count)];
                labels[b] += sample.Label % _modulo;
                binning.BinInto(sample.Spikes, values[(((part * stepsPerPart * batch) + b) * channels)..], stepsPerPart, batch * channels);
            }
        }

        return (inputs, labels);
    }
}
