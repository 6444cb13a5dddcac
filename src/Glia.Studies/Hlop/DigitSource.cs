namespace Glia.Studies.Hlop;

/// <summary>Which digits are used.</summary>
public enum DigitSource
{
    /// <summary>The part that Glia carries: 10,000 training and 2,000 test images.</summary>
    Embedded,

    /// <summary>All 60,000 and 10,000 images, from the data cache.</summary>
    Full,
}
