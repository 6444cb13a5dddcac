namespace Glia.Studies.DeltaActivation;

/// <summary>Which films are used.</summary>
public enum ClipSource
{
    /// <summary>Handwritten digits that move over a still background and give way to another digit in mid-film.</summary>
    ChangingDigits,

    /// <summary>The same with one digit a film, which its first frame shows.</summary>
    MovingDigits,

    /// <summary>UCF101, from its files.</summary>
    Ucf101,
}
