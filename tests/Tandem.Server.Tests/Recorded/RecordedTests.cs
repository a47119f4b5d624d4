using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Recorded;

/// <summary>
/// Data folders that released versions left: what is stored in them is read as it was meant, for ever, and goes on.
/// <c>tests/recorded/README.md</c> says how one is recorded.
/// </summary>
public sealed class RecordedTests
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(100);

    public static TheoryData<string> Recorded() => [.. RecordedFolder.All().Select(folder => folder.Name)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_recorded_folder_says_what_it_said_and_goes_on(string name)
    {
        var recorded = new RecordedFolder(name);
        using var folder = new Folder();
        recorded.Unpack(folder.Path);
        var approved = recorded.ReadApproved();
        Same(approved, JsonNode.Parse((await Told(folder.Path)).ToJsonString())!.AsObject());
    }

    /// <summary>Also after one was changed by hand: else the next change would show as a change of everything.</summary>
    [Theory]
    [MemberData(nameof(Recorded))]
    public void An_approved_file_has_a_line_for_each_thing_that_is_told(string name)
    {
        var recorded = new RecordedFolder(name);
        Assert.Equal(ApprovedText.Of(recorded.ReadApproved()), File.ReadAllText(recorded.Approved));
    }

    [Fact]
    public void Every_kind_of_entry_message_and_state_has_a_sample()
    {
        var recorded = RecordedFormats();
        var known = Enum.GetValues<EntryKind>().Select(kind => $"entry {kind}")
            .Concat(Enum.GetValues<MessageKind>().Select(kind => $"message {kind}"))
            .Concat(Enum.GetValues<EntityForm>().Select(form => $"state {form}"));
        // Also the other way: a reason that holds no more would hide the next one.
        Assert.Equal(known.Where(kind => !IsRecorded(kind)).Order(), Unrecorded.Reasons.Keys.Order());

        bool IsRecorded(string kind) => recorded.Any(format => format == kind || format.StartsWith($"{kind} ", StringComparison.Ordinal));
    }

    /// <summary>With <c>TANDEM_RECORD=NAME</c> it also keeps what it made as <c>tests/recorded/NAME</c>.</summary>
    [Fact]
    public async Task What_is_stored_today_has_been_recorded()
    {
        using var made = new Recording();
        await made.Make();
        if (Environment.GetEnvironmentVariable("TANDEM_RECORD") is { Length: > 0 } name)
        {
            await Keep(new($"{name}/stopped"), made.Stopped);
            await Keep(new($"{name}/killed"), made.Killed);
        }
        var recorded = RecordedFormats();
        foreach (var folder in (string[])[made.Stopped, made.Killed])
        {
            var stored = await StoredFacts.Read(folder);
            Assert.Empty(stored.Formats.Keys.Except(recorded));
        }
    }

    /// <summary>All that is told of a folder, first as it lies there, then by a server that goes on with it.</summary>
    private static async Task<JsonObject> Told(string folder)
    {
        var stored = await StoredFacts.Read(folder);
        var told = new JsonObject { ["formats"] = JsonSerializer.SerializeToNode(stored.Formats), ["stored"] = stored.Facts };
        using var server = await RecordedFolder.Serve(folder);
        var served = new ServedFacts(server, stored);
        told["served"] = await served.Now();
        await GoesOn(server);
        told["later"] = await served.Later(Later);
        return told;
    }

    /// <summary>What was sent shortly before is known, and something new is folded, for an old customer and a new one.</summary>
    private static async Task GoesOn(ServerProcess server)
    {
        var before = await server.Get("/api/v1/customers/userId:u1");
        var newest = (await server.Get("/api/v1/customers/anonymousId:d22/timeline"))["items"]!.AsArray().First(item => (string)item!["kind"]! == "interaction")!["detail"]!;
        var count = (int)(await server.Get("/api/v1/customers/anonymousId:d22"))["interactions"]!;
        Assert.Equal(200, await server.Send("/v1/batch", new JsonObject { ["batch"] = new JsonArray(newest.DeepClone()) }.ToJsonString()));
        Assert.Equal(count, (int)(await server.Get("/api/v1/customers/anonymousId:d22"))["interactions"]!);

        var story = new Story(server, told: 100_000);
        await story.Order(1, 900);
        await story.Tell("identify", """{"userId":"after","traits":{"email":"after@example.com"}}""");
        var after = await server.Get("/api/v1/customers/userId:u1");
        Assert.Equal((int)before["interactions"]! + 1, (int)after["interactions"]!);
        Assert.Contains("spenders", after["segments"]!.AsArray().Select(segment => (string)segment!));
        Assert.Equal(Count(before, "Order Completed") + 1, Count(after, "Order Completed"));
        Assert.Equal(1, (int)(await server.Get("/api/v1/customers/userId:after"))["interactions"]!);
    }

    private static async Task Keep(RecordedFolder recorded, string folder)
    {
        recorded.Pack(folder);
        using var copy = new Folder();
        recorded.Unpack(copy.Path);
        await File.WriteAllTextAsync(recorded.Approved, ApprovedText.Of(await Told(copy.Path)));
    }

    private static void Same(JsonObject approved, JsonObject told)
    {
        var differences = Differences.Between(approved, told).Take(30).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static HashSet<string> RecordedFormats() => [.. RecordedFolder.All().SelectMany(folder => folder.ReadApproved()["formats"]!.AsObject().Select(format => format.Key))];

    private static int Count(JsonNode customer, string name) => (int)customer["events"]!.AsArray().Single(one => (string)one!["name"]! == name)!["count"]!;
}
