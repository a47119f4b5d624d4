namespace Tandem.Cli.Api;

/// <summary>An item of a batch that the server did not take, and why.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
public sealed record RejectedItem(int Index, string Reason);
