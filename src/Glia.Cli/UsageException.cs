namespace Glia.Cli;

/// <summary>The user asked for something that does not exist or is not allowed; the message says what would be.</summary>
public sealed class UsageException(string message) : Exception(message);
