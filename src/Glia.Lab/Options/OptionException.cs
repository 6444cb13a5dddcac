namespace Glia.Lab.Options;

/// <summary>A user set an option that does not exist, or to a value that is not allowed; the message says what is.</summary>
public sealed class OptionException(string message) : Exception(message);
