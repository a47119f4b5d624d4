namespace Tandem.Cli.Playing;

/// <summary>Where a play stands.</summary>
/// <param name="Sent">Interactions that the server has.</param>
/// <param name="All">How many there are.</param>
/// <param name="Late">So many are due already and not sent yet.</param>
/// <param name="Waiting">Why nothing moves at the moment; null when it does.</param>
public sealed record PlayProgress(ServerClock Clock, int Sent, int All, int Late, string? Waiting);
