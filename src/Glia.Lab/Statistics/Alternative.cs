namespace Glia.Lab.Statistics;

/// <summary>What a test takes for the alternative to "no difference".</summary>
public enum Alternative
{
    /// <summary>The samples differ, in whichever direction.</summary>
    TwoSided,

    /// <summary>The first sample is smaller than the second (or the correlation negative).</summary>
    Less,

    /// <summary>The first sample is greater than the second (or the correlation positive).</summary>
    Greater,
}
