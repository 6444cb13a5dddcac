namespace Glia.Studies.Homeostatic;

/// <summary>Which images of a set are used.</summary>
public enum ImageSource
{
    /// <summary>None: the set is left out.</summary>
    None,

    /// <summary>The part that Glia carries: 10,000 training and 2,000 test images; six passes through it are an epoch of 60,000 samples.</summary>
    Embedded,

    /// <summary>All 60,000 and 10,000 images, from the data cache.</summary>
    Full,
}
