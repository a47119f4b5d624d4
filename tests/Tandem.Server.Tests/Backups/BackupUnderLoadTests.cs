using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Storage.Postgres;
using Tandem.Storage.Sqlite;
using Tandem.Testing;

namespace Tandem.Server.Tests.Backups;

/// <summary>
/// A backup that a server gives away while interactions pour in: what was answered before it began is in it once, and what is
/// restored from it equals a fold of its journal from the first entry.
/// </summary>
public sealed class BackupUnderLoadTests
{
    private const int Users = 20, Senders = 6, PerBatch = 10, AnswersBefore = 150, Backups = 3;

    private const string Definitions = """
        kind: template
        metadata: { name: welcome, title: Welcome }
        spec:
          channel: email
          purpose: transactional
          subject: Welcome
          html: '<p>Welcome</p>'
        ---
        kind: segment
        metadata: { name: busy, title: Busy }
        spec:
          expression: events("Ping").within("30d").count() > 20
        ---
        kind: journey
        metadata: { name: greet, title: Greet }
        spec:
          trigger: { event: Signed Up }
          steps:
            - send: { channel: email, template: welcome }
        """;

    private readonly ConcurrentDictionary<string, bool> sent = new();
    private readonly ConcurrentQueue<string> answered = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_before_is_there_once_and_states_equal_a_fold_of_the_journal(bool inDatabase)
    {
        using var source = new Folder();
        using var files = new Folder();
        var taken = new List<(string Path, string[] Before)>();
        using (var server = inDatabase ? await ServerProcess.Join(Folder.ServerDll, PostgresServer.Shared.NewDatabase()) : await ServerProcess.Start(Folder.ServerDll, source.Path))
        {
            await server.Publish(Definitions);
            using var enough = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Pour(server, sender, enough.Token)));
            for (var number = 0; number < Backups; number++)
            {
                await Answers((number + 1) * AnswersBefore);
                var before = answered.ToArray();
                var path = Path.Combine(files.Path, $"{number}.backup");
                await File.WriteAllBytesAsync(path, await Take(server));
                taken.Add((path, before));
            }
            await enough.CancelAsync();
            await load;
            Assert.Equal(Backups, (await server.Get("/api/v1/backups"))["items"]!.AsArray().Count(backup => backup!["finishedAt"] is not null));
        }
        foreach (var (path, before) in taken) await Check(path, before, inDatabase);
    }

    private async Task Check(string backup, string[] before, bool inDatabase)
    {
        using var folder = new Folder();
        var place = inDatabase ? PostgresServer.Shared.NewDatabase() : folder.Path;
        var (code, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "restore", backup, inDatabase ? "--postgres" : "--data", place);
        Assert.True(code == 0, output);
        using (var server = inDatabase ? await ServerProcess.Join(Folder.ServerDll, place) : await ServerProcess.Start(Folder.ServerDll, place))
        {
            await server.Until("/api/v1/overview", overview => (long)overview["waiting"]! == 0);
            var there = await Histories.MessageIds(server, Users);
            Assert.Equal(there.Count, there.Distinct().Count());
            Assert.Empty(before.Except(there));
            Assert.Empty(there.Except(sent.Keys));
            // Everybody who signed up gets one welcome, whether it was on its way or not.
            var welcomed = there.Count(id => id.StartsWith("sign-up", StringComparison.Ordinal));
            var messages = await server.Until("/api/v1/messages?limit=500", found => found["items"]!.AsArray() is var items && items.Count == welcomed && items.All(message => (string)message!["status"]! == "sent"));
            Assert.Equal(welcomed, messages["items"]!.AsArray().Select(message => (string)message!["customerId"]!).Distinct().Count());
            await server.Stop();
        }
        if (inDatabase)
        {
            await using var store = PostgresStore.Open(place, TimeProvider.System, new());
            // What a process accepts while it stops, a tick or a report, waits in a database for the next one and has no position yet.
            store.States.ShouldEqualAFoldOfTheirJournal(store.Journal, store.Documents, store.ShardCount);
        }
        else
        {
            await using var store = EmbeddedStore.Open(place, TimeProvider.System, new());
            Assert.Equal(0, store.States.Waiting);
            store.States.ShouldEqualAFoldOfTheirJournal(store.Journal, store.Documents, store.Shards.ShardCount);
        }
    }

    private async Task Pour(ServerProcess server, int sender, CancellationToken enough)
    {
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            var ids = Enumerable.Range(0, sender % 2 == 0 ? PerBatch : 1).Select(item => $"s{sender}-{number}-{item}").ToList();
            var items = ids.Select(id => Item(id, "Ping", id.Sum(letter => letter) % Users)).ToList();
            if (number < Users && number % Senders == sender)
            {
                ids.Add($"sign-up-{number}");
                items.Add(Item(ids[^1], "Signed Up", number));
            }
            foreach (var id in ids) sent[id] = true;
            if (await server.Send("/v1/batch", new JsonObject { ["batch"] = new JsonArray([.. items]) }.ToJsonString()) != 200) continue;
            foreach (var id in ids) answered.Enqueue(id);
        }
    }

    private static JsonObject Item(string id, string name, int user) => new()
    {
        ["type"] = "track", ["event"] = name, ["messageId"] = id, ["userId"] = $"u{user}", ["anonymousId"] = $"a{user}",
        ["context"] = new JsonObject { ["traits"] = new JsonObject { ["email"] = $"u{user}@example.com" } },
    };

    private async Task Answers(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (answered.Count < count) await Task.Delay(5, patience.Token);
    }

    private static async Task<byte[]> Take(ServerProcess server)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerProcess.Token);
        using var answer = await client.PostAsync("/api/v1/backups", null);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
