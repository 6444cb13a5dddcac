namespace Glia.Studies.DeltaActivation;

/// <summary>Which films are used.</summary>
public enum ClipSource
{
    /// <summary>Handwritten digits that move over a still background.</summary>
    MovingDigits,

    /// <summary>UCF101, from its files.</summary>
    Ucf101,
}
