namespace Glia.Subspaces;

/// <summary>A subspace that cannot be learned as asked: too many rows, or a step so large that its rows ran away.</summary>
public sealed class SubspaceException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public SubspaceException()
    {
    }

    /// <summary>Says which layer, what is wrong, and what to do.</summary>
    public SubspaceException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and what it came from.</summary>
    public SubspaceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
