using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Recorded;

/// <summary>The lives of a few dozen customers, told to a real server so that it stores something of every kind it can.</summary>
internal sealed class Story(ServerProcess server, int told = 0)
{
    public const int People = 24;

    /// <summary>How many calls were made; each has its number for a message id.</summary>
    public int Told { get; private set; } = told;

    public static string Definitions(string name) => File.ReadAllText(Path.Combine(RecordedFolder.Sources, "story", $"{name}.yaml"));

    /// <summary>Everybody comes, some of them twice, and the first definitions are there from the beginning.</summary>
    public async Task Begin()
    {
        await server.Publish(Definitions("before"));
        await Visits();
        // A device that belongs to a company of its own, and to somebody of another company afterwards: undone below.
        await Tell("group", """{"anonymousId":"d4","groupId":"initech","traits":{"plan":"basic"}}""");
        await Names();
        await Orders();
        await Accounts();
        await Import();
        await Settled();
        await Pass(TimeSpan.FromHours(30));
        await Settled();
        // The same again, and something of each kind of call.
        await Tell("track", """{"userId":"u1","event":"Order Completed","messageId":"twice","properties":{"total":12.5}}""");
        await Tell("track", """{"userId":"u1","event":"Order Completed","messageId":"twice","properties":{"total":12.5}}""");
        await Tell("page", """{"userId":"u2","name":"Pricing","properties":{"url":"https://shop.example/pricing"}}""");
        await Tell("screen", """{"userId":"u2","name":"Basket"}""");
        await Tell("alias", """{"previousId":"d20","userId":"u20"}""");
        await Tell("track", """{"userId":"u3","event":"Experiment Viewed","properties":{"experiment_id":"colours","experiment_name":"colours","variation_id":"blue","variation_name":"blue"}}""");
        await Conflicts();
        await Families();
        await Settled();
    }

    /// <summary>Segments that ask for a past, a campaign, messages, a merge undone, a customer erased and a snapshot.</summary>
    public async Task GoOn()
    {
        await server.Publish(Definitions("after"));
        await server.Until("/api/v1/segments", answer => answer["items"]!.AsArray().All(segment => (double)segment!["evaluated"]! == 1));
        await Ask(HttpMethod.Put, "/api/v1/suppressions/email/u7@example.com", """{"reason":"complained"}""");
        await server.Post("/api/v1/campaigns/spring/launch");
        await server.Until("/api/v1/campaigns/spring", answer => (string)answer["state"]! == "live" && Arm(answer, "sent") + Arm(answer, "withheld") == Arm(answer, "assigned"));
        for (var person = 1; person <= 12; person++) await Order(person, 10 * person);
        await Settled();
        await UndoMerge("userId:u4");
        await Erase("userId:u10");
        await Pass(TimeSpan.FromHours(50));
        await Settled();
        await Tell("group", """{"userId":"u2","groupId":"acme","traits":{"plan":"pro","seats":12}}""");
        await Settled();
        await Pass(TimeSpan.FromMinutes(10));
        await server.Post("/api/v1/snapshots");
        for (var person = 1; person <= People; person += 3) await Tell("track", $$$"""{"anonymousId":"d{{{person}}}","event":"Product Viewed","properties":{"category":"Garden"}}""");
        await Order(14, 210);
        await Settled();
    }

    /// <summary>The last that happens before the process is killed: states changed, and a message that waits.</summary>
    public async Task End()
    {
        // The thanks for the last order are due, and there is nobody who would take the mail.
        await Pass(TimeSpan.FromMinutes(61));
        var waits = await server.Until("/api/v1/messages?status=queued", answer => answer["items"]!.AsArray().Count > 0);
        await server.Until($"/api/v1/messages/{waits["items"]![0]!["id"]}", message => (int)message["attempts"]! > 0);
        for (var person = 1; person <= People; person++) await Tell("track", $$$"""{"anonymousId":"d{{{person}}}","event":"Product Added","properties":{"cart_id":"c{{{person}}}"}}""");
        await Tell("identify", """{"userId":"late","traits":{"email":"late@example.com","city":"Hamburg"}}""");
        await Tell("identify", """{"anonymousId":"d23","userId":"u22"}""");
        // A read settles: no message between shards is on its way, whose place in the journal would be another each time.
        await server.Get("/api/v1/customers/userId:u22");
    }

    public async Task Order(int person, int total) => await Tell(
        "track", $$$"""{"userId":"u{{{person}}}","event":"Order Completed","properties":{"total":{{{total}}}.25,"currency":"EUR","products":[{"sku":"s{{{person}}}","n":2}]}}""");

    public async Task Tell(string type, string call)
    {
        var body = JsonNode.Parse(call)!.AsObject();
        if (body["messageId"] is null && type != "batch") body["messageId"] = $"m{++Told}";
        var status = await server.Send($"/v1/{type}", body.ToJsonString());
        Assert.True(status == 200, $"{status} for {body.ToJsonString()}");
    }

    /// <summary>Lets the demo's clock run for so long, and real time pass afterwards.</summary>
    public async Task Pass(TimeSpan time)
    {
        var until = (await Now()) + time;
        await Ask(HttpMethod.Put, "/api/v1/clock", """{"speed":50000}""");
        await server.Until("/api/v1/clock", clock => Time(clock) >= until);
        await Ask(HttpMethod.Put, "/api/v1/clock", """{"speed":1}""");
    }

    public async Task<DateTimeOffset> Now() => Time(await server.Get("/api/v1/clock"));

    /// <summary>Every read settles first; that nothing waits any more for its delivery is seen in the messages.</summary>
    public async Task Settled() => await server.Until("/api/v1/messages?status=queued", answer => answer["items"]!.AsArray().Count == 0);

    private async Task Visits()
    {
        for (var person = 1; person <= People; person++)
        {
            await Tell("page", $$"""{"anonymousId":"d{{person}}","name":"Home"}""");
            for (var view = 0; view < person % 7; view++)
                await Tell("track", $$$"""{"anonymousId":"d{{{person}}}","event":"Product Viewed","properties":{"category":"{{{(view % 2 == 0 ? "Outdoor" : "Books")}}}","price":{{{view}}}.5}}""");
            if (person % 5 == 0) await Tell("track", $$$"""{"anonymousId":"d{{{person}}}","event":"Product Added","properties":{"cart_id":"a{{{person}}}"}}""");
        }
    }

    private async Task Names()
    {
        // Every fourth was known under the user id before, by another device: two customers become one.
        for (var person = 4; person <= 18; person += 4)
            await Tell("identify", $$$"""{"userId":"u{{{person}}}","anonymousId":"phone{{{person}}}","traits":{"email":"u{{{person}}}@example.com"}}""");
        await Settled();
        for (var person = 1; person <= 18; person++)
        {
            var consent = (person % 3) switch { 0 => ""","context":{"consent":{"categoryPreferences":{"email":true,"sms":false}}}""", 1 => "", _ => ""","context":{"consent":{"categoryPreferences":{"email":false}}}""" };
            await Tell("identify", $$$"""
                {"userId":"u{{{person}}}","anonymousId":"d{{{person}}}","traits":{"email":"u{{{person}}}@example.com","firstName":"Person {{{person}}}","age":{{{15 + person}}},
                "city":"{{{(person % 2 == 0 ? "Hamburg" : "Köln")}}}","plan":"{{{(person % 4 == 0 ? "plus" : "free")}}}","member":{{{(person % 2 == 0 ? "true" : "false")}}},"score":{{{person}}}.125,
                "tags":["a",1,true,null,{"b":[2]}],"address":{"street":"Weg {{{person}}}","geo":{"lat":50.9}},"nothing":null}{{{consent}}}}
                """);
        }
        await Tell("identify", """{"userId":"u18","traits":{"phone":"+49 170 1234567","age":null},"context":{"externalIds":[{"id":"L-18","type":"loyaltyCard","collection":"users","encoding":"none"}]}}""");
    }

    private async Task Orders()
    {
        for (var person = 1; person <= 20; person += 2) await Order(person, 5 * person);
        for (var times = 0; times < 4; times++) await Order(8, 20 + times);
    }

    private async Task Accounts()
    {
        for (var person = 1; person <= 6; person++) await Tell("group", $$$"""{"userId":"u{{{person}}}","groupId":"acme","traits":{"plan":"basic","name":"Acme"}}""");
        await Tell("group", """{"userId":"u6","groupId":"globex","traits":{"plan":"pro","employees":300,"since":"2019-04-01","tags":["x"]}}""");
        await Tell("group", """{"anonymousId":"phone4","groupId":"globex"}""");
    }

    private async Task Import()
    {
        var items = Enumerable.Range(0, 12).Select(item => new JsonObject
        {
            ["type"] = "track",
            ["event"] = "Order Completed",
            ["userId"] = item % 3 == 0 ? $"h{item}" : $"u{item}",
            ["messageId"] = $"import{item}",
            ["timestamp"] = new DateTimeOffset(2025, 1 + item, 3, 12, 0, 0, TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["properties"] = new JsonObject { ["total"] = 40 + item, ["currency"] = "EUR" },
        });
        await Tell("batch", new JsonObject { ["historical"] = true, ["batch"] = new JsonArray([.. items]) }.ToJsonString());
    }

    private async Task Conflicts()
    {
        // Values that identify nobody, one address of two, too many addresses of one, a device of somebody else.
        await Tell("track", """{"userId":"null","anonymousId":"d1","event":"Product Viewed"}""");
        await Tell("track", """{"anonymousId":"store-tablet","userId":"u1","event":"Product Viewed"}""");
        await Tell("identify", """{"userId":"u9","traits":{"email":"u8@example.com"}}""");
        for (var address = 0; address < 6; address++) await Tell("identify", $$$"""{"userId":"u3","traits":{"email":"address{{{address}}}@example.com"}}""");
        await Tell("track", """{"userId":"u5","anonymousId":"d6","event":"Product Viewed"}""");
        // Two who began as devices and have user ids by now show the same card: neither takes the other.
        foreach (var person in new[] { 21, 22 }) await Tell("identify", $$"""{"userId":"u{{person}}","anonymousId":"d{{person}}"}""");
        await Settled();
        foreach (var person in new[] { 21, 22 })
        {
            await Tell("identify", $$$"""{"anonymousId":"d{{{person}}}","context":{"externalIds":[{"id":"shared","type":"loyaltyCard","collection":"users","encoding":"none"}]}}""");
            await Settled();
        }
    }

    /// <summary>Two families with three addresses each show that they share one: six are too many, and whoever was offered is refused.</summary>
    private async Task Families()
    {
        foreach (var family in new[] { "left", "right" })
        {
            for (var address = 0; address < 3; address++) await Tell("identify", $$$"""{"anonymousId":"{{{family}}}","traits":{"email":"{{{family}}}{{{address}}}@example.com"}}""");
            await Settled();
        }
        await Tell("identify", """{"anonymousId":"left","traits":{"email":"right0@example.com"}}""");
        await Tell("identify", """{"anonymousId":"right","traits":{"email":"left0@example.com"}}""");
    }

    private async Task Erase(string key)
    {
        var (status, erasure) = await server.Ask(HttpMethod.Post, $"/api/v1/customers/{key}/erase", """{"reason":"asked by letter"}""");
        Assert.Equal(202, status);
        await server.Until($"/api/v1/erasures/{erasure!["id"]}", answer => (string?)answer["state"] == "done");
    }

    private async Task UndoMerge(string key)
    {
        var merged = (string)(await server.Until($"/api/v1/customers/{key}", customer => customer["mergedFrom"]!.AsArray().Count > 0))["mergedFrom"]![0]!["id"]!;
        await Ask(HttpMethod.Post, $"/api/v1/customers/{key}/merges/{merged}/undo", expected: 202);
        await server.Until($"/api/v1/customers/{key}", customer => customer["mergedFrom"]!.AsArray().Count == 0);
    }

    private async Task Ask(HttpMethod method, string path, string? json = null, int expected = 200)
    {
        var (status, body) = await server.Ask(method, path, json);
        Assert.True(status == expected || (expected == 200 && status is > 200 and < 300), $"{method} {path}: {status} {body?.ToJsonString()}");
    }

    private static int Arm(JsonNode campaign, string what) => (int)campaign["arms"]!.AsArray().Single(one => (string)one!["name"]! == "news")![what]!;

    private static DateTimeOffset Time(JsonNode clock) => (DateTimeOffset)clock["now"]!;
}
