using System.Text.Json.Nodes;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Server.Tests.Recorded;

/// <summary>What a running server tells of everybody, as its API has it.</summary>
internal sealed class ServedFacts(ServerProcess server, StoredFacts stored)
{
    /// <summary>Everything as it was when the recording ended: the clock stands still.</summary>
    public async Task<JsonObject> Now()
    {
        await Clock(0);
        var segments = await Names("segments");
        var customers = new JsonObject();
        foreach (var id in stored.Customers) customers[id.ToString()] = await Customer($"id:{id}", segments);
        var accounts = new JsonObject();
        foreach (var group in stored.Accounts) accounts[group] = await server.Get($"/api/v1/accounts/{group}");
        var facts = new JsonObject
        {
            ["customers"] = customers,
            ["accounts"] = accounts,
            ["messages"] = (await server.Get("/api/v1/messages?limit=200"))["items"]!.DeepClone(),
        };
        foreach (var list in (string[])["segments", "journeys", "campaigns", "definitions", "snapshots", "suppressions"])
            facts[list] = (await server.Get($"/api/v1/{list}"))["items"]!.DeepClone();
        return Settled(facts)!.AsObject();
    }

    /// <summary>Who is in which segment and where on a journey, and what became of messages, when time has passed.</summary>
    public async Task<JsonObject> Later(TimeSpan time)
    {
        var until = stored.End.ToDateTimeOffset() + time;
        await Clock(500_000);
        await server.Until("/api/v1/clock", clock => (DateTimeOffset)clock["now"]! >= until);
        await Clock(1);
        var (before, facts, same) = ("", new JsonObject(), 0);
        // What is due fires beside the reads; it is over when nothing changes any more.
        while (same < 10)
        {
            facts = await Standing();
            same = facts.ToJsonString() == before ? same + 1 : 0;
            before = facts.ToJsonString();
        }
        return facts;
    }

    private async Task<JsonObject> Standing()
    {
        var standing = new JsonObject();
        foreach (var id in stored.Customers)
        {
            var customer = await server.Get($"/api/v1/customers/id:{id}");
            var walks = customer["journeys"]!.AsArray().Select(walk => $"{walk!["journey"]} {walk["state"]}");
            standing[id.ToString()] = string.Join(", ", [.. customer["segments"]!.AsArray().Select(segment => (string)segment!), .. walks]);
        }
        foreach (var status in (await server.Get("/api/v1/messages?limit=200"))["items"]!.AsArray().GroupBy(message => $"{message!["template"]} {message["status"]}").OrderBy(group => group.Key, StringComparer.Ordinal))
            standing[status.Key] = status.Count();
        return standing;
    }

    private async Task<JsonNode> Customer(string key, IReadOnlyList<string> segments)
    {
        var customer = await server.Get($"/api/v1/customers/{key}");
        var timeline = (await server.Get($"/api/v1/customers/{key}/timeline?limit=500"))["items"]!.DeepClone();
        foreach (var item in timeline.AsArray())
        {
            // Titles say the rest again in words, and words may become better; of an id the position is of the journal, the rest is a name.
            item!.AsObject().Remove("title");
            item["id"] = ((string)item["id"]!).Split('-')[0];
        }
        customer["timeline"] = timeline;
        var why = new JsonObject();
        foreach (var segment in segments)
        {
            var answer = await server.Get($"/api/v1/customers/{key}/segments/{segment}");
            why[segment] = $"{(bool)answer["in"]!}: {string.Join("; ", Words(answer["why"]!))}";
        }
        customer["why"] = why;
        return customer;
    }

    private static IEnumerable<string> Words(JsonNode why)
    {
        var children = why["children"]!.AsArray();
        return children.Count == 0 ? [(string)why["words"]!] : children.SelectMany(child => Words(child!));
    }

    private async Task<IReadOnlyList<string>> Names(string list) => [.. (await server.Get($"/api/v1/{list}"))["items"]!.AsArray().Select(item => (string)item!["name"]!)];

    private async Task Clock(int speed) => Assert.Equal(200, (await server.Ask(HttpMethod.Put, "/api/v1/clock", $$"""{"speed":{{speed}}}""")).Status);

    /// <summary>Without the moments after the recording's end: they are others each time.</summary>
    private JsonNode? Settled(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.Select(field => KeyValuePair.Create(field.Key, Settled(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Settled)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length >= 20 && Instant.TryParse(text, out var time) && time > stored.End => "later",
        _ => node?.DeepClone(),
    };
}
