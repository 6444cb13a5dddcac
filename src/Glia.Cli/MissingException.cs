namespace Glia.Cli;

/// <summary>Data or a library that a command needs is not on this machine; the message says how to get it.</summary>
public sealed class MissingException(string message) : Exception(message);
