namespace Tandem.Server.Overview;

/// <summary>The workspace's time.</summary>
/// <param name="Speed">Seconds of this clock in a real second: 1, but for a demo.</param>
/// <param name="Note">Said in words when it is not the real time.</param>
public sealed record ClockModel(DateTimeOffset Now, double Speed, string? Note);

/// <summary>How fast a demo's clock is to run.</summary>
/// <param name="Speed">Seconds of the clock in a real second, 0 to 1,000,000; 0 stops it.</param>
public sealed record ClockSpeed(double Speed);
