namespace Glia.Tensors;

/// <summary>libtorch cannot be loaded in this process; the message is one sentence that says what is missing and what to install.</summary>
public sealed class LibtorchUnavailableException : Exception
{
    /// <summary>Makes the exception without a message.</summary>
    public LibtorchUnavailableException()
    {
    }

    /// <summary>Makes the exception with the sentence for the user.</summary>
    public LibtorchUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the sentence for the user and what the loader said.</summary>
    public LibtorchUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
