using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tandem.Testing;

namespace Tandem.Server.Tests.Hosting;

/// <summary>The promise behind every 200: it is there after a kill -9, and it is there once.</summary>
public sealed class KillTests
{
    private const int Users = 20, PerBatch = 10, Kills = 4;

    [Fact]
    public async Task A_kill_at_any_moment_loses_nothing_that_was_answered_and_doubles_nothing()
    {
        using var folder = new Folder();
        var sent = new ConcurrentDictionary<string, string>();
        var answered = new ConcurrentBag<string>();
        var random = new Random(7);
        for (var round = 0; round < Kills; round++)
        {
            using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
            await SendUntilKilled(server, round, 5 + random.Next(60), sent, answered);
        }

        using var last = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        var there = await MessageIds(last);
        Assert.NotEmpty(answered);
        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(answered.Except(there));

        // Senders repeat what they got no answer for: all of it, once more, makes each exactly one.
        foreach (var batch in sent.Values.Distinct()) Assert.Equal(200, await last.Send("/v1/batch", batch));
        there = await MessageIds(last);
        Assert.Equal(sent.Keys.Order(), there.Order());
    }

    /// <summary>Several senders at once; the kill comes in the midst of them, after so many answers.</summary>
    private static async Task SendUntilKilled(ServerProcess server, int round, int answersBeforeKill, ConcurrentDictionary<string, string> sent, ConcurrentBag<string> answered)
    {
        var answers = 0;
        var senders = Enumerable.Range(0, 4).Select(async sender =>
        {
            for (var number = 0; number < 200; number++)
            {
                var ids = Enumerable.Range(0, PerBatch).Select(item => $"r{round}-s{sender}-{number}-{item}").ToList();
                var batch = Batch(ids);
                foreach (var id in ids) sent[id] = batch;
                try
                {
                    Assert.Equal(200, await server.Send("/v1/batch", batch));
                }
                catch (HttpRequestException)
                {
                    // Killed: nobody knows what became of this batch.
                    return;
                }
                foreach (var id in ids) answered.Add(id);
                if (Interlocked.Increment(ref answers) == answersBeforeKill) server.Kill();
            }
        });
        await Task.WhenAll(senders);
    }

    private static string Batch(IReadOnlyList<string> ids) => new JsonObject
    {
        ["batch"] = new JsonArray([.. ids.Select(id => new JsonObject
        {
            ["type"] = "track", ["event"] = "Ping", ["messageId"] = id, ["userId"] = $"u{id.Sum(c => c) % Users}", ["anonymousId"] = $"a{id.Sum(c => c) % Users}",
        })]),
    }.ToJsonString();

    /// <summary>The message ids in all histories, each as often as it is there.</summary>
    private static async Task<List<string>> MessageIds(ServerProcess server)
    {
        var ids = new List<string>();
        for (var user = 0; user < Users; user++)
        {
            if ((await server.Get($"/api/v1/customers?search=u{user}&limit=200"))["items"]!.AsArray().Count == 0) continue;
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
}
