namespace Glia.Tensors;

/// <summary>The native library libtorch cannot be loaded; the message says what is missing and what to install.</summary>
public sealed class LibtorchUnavailableException(string message) : Exception(message);
