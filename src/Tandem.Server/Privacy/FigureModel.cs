using System.Text.Json;

namespace Tandem.Server.Privacy;

/// <summary>A figure over a customer's past that the present rules read.</summary>
/// <param name="Figure">As rules write it, in normal form.</param>
/// <param name="Value">Null where there is none, or the past is still being looked through.</param>
public sealed record FigureModel(string Figure, JsonElement? Value);
