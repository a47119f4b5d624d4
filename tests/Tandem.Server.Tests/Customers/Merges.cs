using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Customers;

/// <summary>Two customers who are made one over HTTP, and what is asked about that.</summary>
internal static class Merges
{
    /// <summary>A device that is known by itself, in Bonn, and is shown then by a user in Aachen.</summary>
    /// <returns>The id of the customer that the device was.</returns>
    public static async Task<string> Join(this ServerProcess server, string user, string device)
    {
        await server.Identify($$$"""{"anonymousId":"{{{device}}}","traits":{"city":"Bonn"}}""");
        await server.UntilMerged($"anonymousId:{device}", 0);
        await server.Identify($$$"""{"userId":"{{{user}}}","anonymousId":"{{{device}}}","traits":{"city":"Aachen"}}""");
        return (string)(await server.UntilMerged($"userId:{user}", 1))["mergedFrom"]![0]!["id"]!;
    }

    public static async Task Identify(this ServerProcess server, string call) => Assert.Equal(200, await server.Send("/v1/identify", call));

    /// <summary>The customer, once so many others became part of it.</summary>
    public static async Task<JsonNode> UntilMerged(this ServerProcess server, string key, int merges) =>
        await server.Until($"/api/v1/customers/{key}", customer => customer["mergedFrom"]!.AsArray().Count == merges);

    /// <returns>The status and, where it is refused, the error's code.</returns>
    public static async Task<(int Status, string? Error)> Undo(this ServerProcess server, string key, string merged)
    {
        var (status, body) = await server.Ask(HttpMethod.Post, $"/api/v1/customers/{key}/merges/{merged}/undo");
        return (status, (string?)body?["errors"]?[0]?["code"]);
    }
}
