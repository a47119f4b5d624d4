namespace Tandem.Server.Delivery;

/// <summary>Why an address gets nothing more.</summary>
public sealed record SuppressionRequest(string? Reason);
