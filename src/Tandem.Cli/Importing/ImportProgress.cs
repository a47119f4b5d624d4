namespace Tandem.Cli.Importing;

/// <summary>Where an import stands.</summary>
/// <param name="Row">Rows done.</param>
/// <param name="Rows">About how many there are: lines of the file.</param>
/// <param name="Sent">Interactions that the server took.</param>
/// <param name="Rejected">Rows with something rejected.</param>
/// <param name="Waiting">Why nothing moves at the moment; null when it does.</param>
public sealed record ImportProgress(long Row, long Rows, long Sent, long Rejected, string? Waiting);
