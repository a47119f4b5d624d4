using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

/// <summary>The promise behind every 200: it is there after a kill -9, and it is there once.</summary>
public sealed class KillTests
{
    private const int Users = 20, PerBatch = 10, Senders = 6, Kills = 20;

    [Fact]
    public async Task A_kill_at_any_moment_loses_nothing_that_was_answered_and_doubles_nothing()
    {
        using var folder = new Folder();
        var sent = new ConcurrentDictionary<string, Call>();
        var answered = new ConcurrentBag<string>();
        var random = new Random(7);
        for (var round = 0; round < Kills; round++)
        {
            using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
            Assert.True((bool)(await server.Get("/readyz"))["ready"]!);
            await SendUntilKilled(server, round, 1 + random.Next(80), sent, answered);
        }

        using var last = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        var there = await Histories.MessageIds(last, Users);
        Assert.NotEmpty(answered);
        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(answered.Except(there));

        // Senders repeat what they got no answer for: all of it, once more, makes each exactly one.
        foreach (var call in sent.Values.Distinct()) Assert.Equal(200, await last.Send(call.Path, call.Body));
        there = await Histories.MessageIds(last, Users);
        Assert.Equal(sent.Keys.Order(), there.Order());
        foreach (var user in sent.Keys.GroupBy(UserOf))
            Assert.Equal(user.Count(), (int)(await last.Get($"/api/v1/customers/userId:u{user.Key}"))["interactions"]!);
    }

    /// <summary>Several senders at once, half of them with batches and half with single calls; the kill comes in the midst of them, after so many answers.</summary>
    private static async Task SendUntilKilled(ServerProcess server, int round, int answersBeforeKill, ConcurrentDictionary<string, Call> sent, ConcurrentBag<string> answered)
    {
        var answers = 0;
        var senders = Enumerable.Range(0, Senders).Select(async sender =>
        {
            // Each of them goes on until it meets the kill.
            for (var number = 0; ; number++)
            {
                var ids = Enumerable.Range(0, sender % 2 == 0 ? PerBatch : 1).Select(item => $"r{round}-s{sender}-{number}-{item}").ToList();
                var call = ids.Count > 1 ? Batch(ids) : new("/v1/track", Item(ids[0], "").ToJsonString());
                foreach (var id in ids) sent[id] = call;
                try
                {
                    Assert.Equal(200, await server.Send(call.Path, call.Body));
                }
                catch (HttpRequestException)
                {
                    // Killed: nobody knows what became of this call.
                    return;
                }
                foreach (var id in ids) answered.Add(id);
                if (Interlocked.Increment(ref answers) == answersBeforeKill) server.Kill();
            }
        });
        await Task.WhenAll(senders);
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

    private sealed record Call(string Path, string Body);
}
