namespace Glia.Formats;

/// <summary>The unit of the times in a file that does not say it itself.</summary>
public enum TimeUnit
{
    /// <summary>Microseconds.</summary>
    Microseconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Seconds.</summary>
    Seconds,
}
