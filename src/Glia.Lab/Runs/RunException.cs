namespace Glia.Lab.Runs;

/// <summary>Something about a run or its folder is not as it must be; the message says what, where, and what to do.</summary>
public sealed class RunException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public RunException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
