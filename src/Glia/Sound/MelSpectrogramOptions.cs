namespace Glia.Sound;

/// <summary>The settings of <see cref="MelSpectrogram"/>. Defaults: those of SNN-delays for Speech Commands.</summary>
public sealed record MelSpectrogramOptions
{
    /// <summary>Samples a second of the sound. Default 8,000: Speech Commands after <see cref="Resampling"/>.</summary>
    public int SampleRate { get; init; } = 8_000;

    /// <summary>Samples of a frame, a power of two. Default 256.</summary>
    public int FrameLength { get; init; } = 256;

    /// <summary>Samples from one frame to the next. Default 80: 10 ms.</summary>
    public int Hop { get; init; } = 80;

    /// <summary>How many mel filters. Default 140.</summary>
    public int Filters { get; init; } = 140;

    /// <summary>Where the filters begin, in Hz. Default 50.</summary>
    public double LowHertz { get; init; } = 50;

    /// <summary>Where the filters end, in Hz. Default 14,000, above half the sample rate: SNN-delays' upper filters hear nothing.</summary>
    public double HighHertz { get; init; } = 14_000;
}
