namespace Tandem.Cli.Playing;

/// <summary>What the server says of its clock.</summary>
/// <param name="Speed">1 is real time.</param>
public sealed record ServerClock(DateTimeOffset Now, double Speed);
