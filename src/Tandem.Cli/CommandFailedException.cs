namespace Tandem.Cli;

/// <summary>Ends a command with exit code 1 and its message as the one line that people see.</summary>
public sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner);
