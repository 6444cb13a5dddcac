namespace Glia.Sound;

/// <summary>The settings of <see cref="InnerEar"/>.</summary>
public sealed record InnerEarOptions
{
    /// <summary>How many channels; 700 as SHD. Default 140: what SNN-delays bins SHD to.</summary>
    public int Channels { get; init; } = 140;

    /// <summary>Centre of the first channel in Hz. Default 80.</summary>
    public double LowHertz { get; init; } = 80;

    /// <summary>Centre of the last channel in Hz. Default 8,000; channels at or above 0.95 of half the sample rate are silent.</summary>
    public double HighHertz { get; init; } = 8_000;

    /// <summary>Root mean square to which a sound is scaled first, so that soft and loud recordings give like numbers of spikes. Default 0.1.</summary>
    public double Level { get; init; } = 0.1;

    /// <summary>Exponent of the hair cell's compression. Default 0.3.</summary>
    public double Compression { get; init; } = 0.3;

    /// <summary>Over how long the hair cell's output is averaged, in milliseconds; also the grid of the spike times. Default 1.</summary>
    public double FrameMs { get; init; } = 1;

    /// <summary>Time constant of the hair cell's adaptation in milliseconds. Default 20.</summary>
    public double AdaptationMs { get; init; } = 20;

    /// <summary>Time constant of the neuron's membrane in milliseconds. Default 5.</summary>
    public double MembraneMs { get; init; } = 5;

    /// <summary>How long a neuron can not fire again after a spike, in milliseconds. Default 2.</summary>
    public double RefractoryMs { get; init; } = 2;

    /// <summary>Where a neuron fires. The default gives about 10 spikes a channel and second for spoken digits.</summary>
    public double Threshold { get; init; } = 0.045;

    internal InnerEarOptions Validated()
    {
        void Check(bool right, string name, string must)
        {
            if (!right)
            {
                throw new ArgumentException($"InnerEarOptions.{name} must be {must}; got {this}.");
            }
        }

        Check(Channels is >= 2 and <= 100_000, nameof(Channels), "from 2 to 100,000");
        Check(LowHertz > 0 && HighHertz > LowHertz && double.IsFinite(HighHertz), nameof(LowHertz), "above 0 and below HighHertz");
        Check(Level > 0 && double.IsFinite(Level), nameof(Level), "above 0");
        Check(Compression is > 0 and <= 1, nameof(Compression), "above 0 and at most 1");
        Check(FrameMs is >= 0.1 and <= 100, nameof(FrameMs), "from 0.1 to 100");
        Check(AdaptationMs > 0 && MembraneMs > 0 && RefractoryMs >= 0, nameof(AdaptationMs), "positive, as MembraneMs, and RefractoryMs not negative");
        Check(Threshold > 0, nameof(Threshold), "above 0");
        return this;
    }
}
