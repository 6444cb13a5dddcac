namespace Glia.Data;

/// <summary>A data set cannot be got or stored; the message says why and what to do.</summary>
public sealed class DataException : Exception
{
    /// <summary>Makes the exception.</summary>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public DataException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
