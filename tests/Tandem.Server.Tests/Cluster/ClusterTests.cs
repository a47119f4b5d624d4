using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Cluster;

/// <summary>
/// Several processes on one PostgreSQL database, killed, stopped and cut off under load: what was answered with 200 is there
/// once, and nobody gets a message twice.
/// </summary>
public sealed class ClusterTests
{
    private const int Users = 20, PerBatch = 10, Senders = 6, Nodes = 3, Kills = 10;

    private const string Definitions = """
        kind: template
        metadata: { name: welcome, title: Welcome }
        spec:
          channel: email
          purpose: transactional
          subject: Welcome
          html: '<p>Welcome</p>'
        ---
        kind: journey
        metadata: { name: greet, title: Greet }
        spec:
          trigger: { event: Signed Up }
          steps:
            - send: { channel: email, template: welcome }
        """;

    private readonly ConcurrentDictionary<string, Call> sent = new();
    private readonly ConcurrentBag<string> answered = [];

    [Fact]
    public async Task Whoever_writes_to_one_process_reads_it_from_another()
    {
        using var cluster = await Cluster.Start(2);
        await cluster[0].Publish(Definitions);
        await SignUp(cluster[0], 1);
        var customer = await cluster[1].Get("/api/v1/customers/userId:u1");
        Assert.Equal(1, (int)customer["interactions"]!);
        Assert.Equal(1, (int)(await cluster[1].Get("/api/v1/overview"))["ruleset"]!);
        // What is joined across shards, by whichever process, is seen by both.
        Assert.Equal(200, await cluster[1].Send("/v1/identify", """{"userId":"u1","traits":{"email":"u1@example.com","city":"Bern"}}"""));
        foreach (var node in cluster.Nodes) Assert.Equal("Bern", (string)(await node.Get("/api/v1/customers/email:u1@example.com"))["traits"]!["city"]!);
        var message = await cluster[1].Until("/api/v1/messages", messages => messages["items"]!.AsArray() is [{ } one] && (string)one!["status"]! == "sent");
        Assert.Equal("u1@example.com", (string)message["items"]![0]!["address"]!, ignoreCase: true);
    }

    [Fact]
    public async Task A_read_with_a_token_shows_what_its_call_sent_or_says_that_it_cannot()
    {
        using var cluster = await Cluster.Start(2);
        var (status, none) = await cluster[1].GetAfter("none", "/api/v1/customers/userId:u1");
        Assert.Equal((400, "bad_token"), (status, (string)none!["errors"]![0]!["code"]!));
        // Each owns half of the shards: the second one must take over those of the first.
        var sent = Enumerable.Range(0, 40).ToDictionary(user => user, _ => 0);
        for (var call = 0; call < 400; call++)
        {
            if (call == 200) cluster[0].Pause();
            var user = call % sent.Count;
            var (accepted, token) = await cluster[call < 200 ? call % 2 : 1].SendForToken("/v1/track", $$"""{"userId":"t{{user}}","event":"Product Viewed"}""");
            Assert.Equal(200, accepted);
            sent[user]++;
            var (read, customer) = await cluster[1].GetAfter(token, $"/api/v1/customers/userId:t{user}");
            if (call is < 200 or 399) Assert.Equal(200, read);
            if (read == 200) Assert.Equal(sent[user], (int)customer!["interactions"]!);
            else Assert.Equal((503, "not_folded_yet"), (read, (string)customer!["errors"]![0]!["code"]!));
        }
        cluster[0].Continue();
    }

    [Fact]
    public async Task Killed_processes_lose_nothing_that_was_answered_and_double_nothing()
    {
        using var cluster = await Cluster.Start(Nodes);
        await cluster[0].Publish(Definitions);
        for (var user = 0; user < Users; user++) await SignUp(cluster[user % Nodes], user);
        var random = new Random(11);
        for (var round = 0; round < Kills; round++)
        {
            await SendUntil(cluster, round, 20 + random.Next(60), node => cluster[node].Kill(), random.Next(Nodes));
            await cluster.Restart();
        }
        await Check(cluster);
    }

    [Fact]
    public async Task A_process_that_stands_still_loses_its_shards_and_does_no_harm_when_it_goes_on()
    {
        using var cluster = await Cluster.Start(Nodes);
        await cluster[0].Publish(Definitions);
        for (var user = 0; user < Users; user++) await SignUp(cluster[user % Nodes], user);
        await SendUntil(cluster, 0, 60, node => cluster[node].Pause(), 1, untilEnd: false);
        // Everything that waits is folded by the others, whoever owned it.
        await cluster.Folded();
        cluster[1].Continue();
        await SendUntil(cluster, 1, 60, _ => { }, 1, untilEnd: false);
        await Check(cluster);
    }

    [Fact]
    public async Task A_database_that_is_gone_for_a_while_loses_nothing_and_nobody_needs_a_restart()
    {
        using var cluster = await Cluster.Start(Nodes, ownServer: true);
        await cluster[0].Publish(Definitions);
        for (var user = 0; user < Users; user++) await SignUp(cluster[user % Nodes], user);
        await SendUntil(cluster, 0, 60, _ => cluster.Server.Stop(), 1, untilEnd: false);
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(503, await node.Send("/v1/track", Item("while-away", "").ToJsonString()));
            Assert.Equal(503, (await node.Ask(HttpMethod.Get, "/api/v1/customers/userId:u1")).Status);
        }
        cluster.Server.Resume();
        foreach (var node in cluster.Nodes) await node.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0);
        await SendUntil(cluster, 1, 60, _ => { }, 1, untilEnd: false);
        await Check(cluster);
    }

    /// <summary>Every answer is there once; what got no answer is sent again, and then everything is there once; each got one welcome.</summary>
    private async Task Check(Cluster cluster)
    {
        await cluster.Folded();
        var there = await MessageIds(cluster[0]);
        Assert.NotEmpty(answered);
        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(answered.Except(there));
        foreach (var call in sent.Values.Distinct()) Assert.Equal(200, await cluster[0].Send(call.Path, call.Body));
        await cluster.Folded();
        Assert.Equal(sent.Keys.Order(), (await MessageIds(cluster[0])).Order());
        var messages = await cluster[0].Until("/api/v1/messages?limit=500", found => found["items"]!.AsArray().Count(message => (string)message!["status"]! != "queued") >= Users);
        Assert.Equal(Users, messages["items"]!.AsArray().Select(message => (string)message!["customerId"]!).Distinct().Count());
        Assert.Equal(Users, messages["items"]!.AsArray().Count);
    }

    private async Task SignUp(ServerProcess node, int user)
    {
        var id = $"sign-up-{user}";
        var body = new JsonObject { ["event"] = "Signed Up", ["messageId"] = id, ["userId"] = $"u{user}", ["context"] = new JsonObject { ["traits"] = new JsonObject { ["email"] = $"u{user}@example.com" } } };
        sent[id] = new("/v1/track", body.ToJsonString());
        Assert.Equal(200, await node.Send("/v1/track", body.ToJsonString()));
        answered.Add(id);
    }

    /// <summary>Several senders at once, to all processes in turn; after so many answers something happens to one.</summary>
    /// <param name="untilEnd">Each sender goes on until it meets what happened; otherwise until twice as many answers came.</param>
    private async Task SendUntil(Cluster cluster, int round, int answersBefore, Action<int> happens, int victim, bool untilEnd = true)
    {
        var answers = 0;
        var happened = 0;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            for (var number = 0; Volatile.Read(ref answers) < 2 * answersBefore; number++)
            {
                var ids = Enumerable.Range(0, sender % 2 == 0 ? PerBatch : 1).Select(item => $"r{round}-s{sender}-{number}-{item}").ToList();
                var call = ids.Count > 1 ? Batch(ids) : new("/v1/track", Item(ids[0], "").ToJsonString());
                // One that stands still answers nobody, and those who wait for it would wait for ever.
                var node = (sender + number) % Nodes;
                if (!untilEnd && happened > 0 && node == victim) continue;
                foreach (var id in ids) sent[id] = call;
                try
                {
                    var status = await cluster[node].Send(call.Path, call.Body).WaitAsync(TimeSpan.FromSeconds(10));
                    if (status == 503) return;
                    Assert.Equal(200, status);
                }
                catch (Exception lost) when (lost is HttpRequestException or TimeoutException)
                {
                    if (untilEnd && node == victim) return;
                    continue;
                }
                foreach (var id in ids) answered.Add(id);
                if (Interlocked.Increment(ref answers) != answersBefore) continue;
                Volatile.Write(ref happened, 1);
                happens(victim);
            }
        }));
    }

    private static Call Batch(IReadOnlyList<string> ids) =>
        new("/v1/batch", new JsonObject { ["batch"] = new JsonArray([.. ids.Select(id => Item(id, "track"))]) }.ToJsonString());

    /// <param name="type">Empty where the path says it.</param>
    private static JsonObject Item(string id, string type)
    {
        var item = new JsonObject { ["event"] = "Ping", ["messageId"] = id, ["userId"] = $"u{UserOf(id)}", ["anonymousId"] = $"a{UserOf(id)}" };
        if (type.Length > 0) item["type"] = type;
        return item;
    }

    private static int UserOf(string id) => id.Sum(letter => letter) % Users;

    /// <summary>The message ids in all histories, each as often as it is there.</summary>
    private static async Task<List<string>> MessageIds(ServerProcess server)
    {
        var ids = new List<string>();
        for (var user = 0; user < Users; user++)
        {
            var before = "";
            while (true)
            {
                var page = await server.Get($"/api/v1/customers/userId:u{user}/timeline?limit=500{before}");
                ids.AddRange(page["items"]!.AsArray().Where(item => item!["kind"]!.GetValue<string>() == "interaction").Select(item => item!["detail"]!["messageId"]!.GetValue<string>()));
                if (page["next"] is not { } next) break;
                before = $"&before={next}";
            }
        }
        return ids;
    }

    private sealed record Call(string Path, string Body);
}
