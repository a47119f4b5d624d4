namespace Tandem.Server.Delivery;

/// <summary>Whether messages may leave this machine.</summary>
public sealed record SendingRequest(bool? Outside);
