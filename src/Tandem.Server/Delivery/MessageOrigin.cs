namespace Tandem.Server.Delivery;

/// <summary>What sent a message.</summary>
/// <param name="Kind"><c>journey</c> or <c>campaign</c>.</param>
/// <param name="Step">The journey's step or the campaign's arm.</param>
public sealed record MessageOrigin(string Kind, string Name, string Step);
