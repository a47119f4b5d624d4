using System.Text.Json.Nodes;
using Tandem.Primitives;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Snapshots;

/// <summary>Snapshots over HTTP, and the settings that say when they are taken and how many are kept.</summary>
public sealed class SnapshotEndpointTests : IAsyncLifetime
{
    private readonly Folder folder = new();
    private ServerProcess? running;

    private ServerProcess Server => running!;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        running?.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task One_that_is_taken_is_listed_and_lies_in_the_folder()
    {
        await Start();
        Assert.Empty(await List());
        await Track();
        var (status, taken) = await Take();

        Assert.Equal(200, status);
        Assert.Equal(taken!.ToJsonString(), Assert.Single(await List()).ToJsonString());
        var file = new FileInfo(FileOf(taken));
        Assert.True(file.Exists);
        Assert.Equal(file.Length, (long)taken["bytes"]!);
        Assert.InRange(taken["at"]!.GetValue<DateTimeOffset>(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Where_nothing_happened_since_the_newest_one_is_it()
    {
        await Start();
        await Track();
        var first = (await Take()).Body!;
        Assert.Equal(first.ToJsonString(), (await Take()).Body!.ToJsonString());
        Assert.Single(await List());
    }

    [Fact]
    public async Task The_newest_are_kept_also_over_a_restart()
    {
        await Start("--snapshots-kept", "2");
        var taken = new List<JsonNode>();
        for (var i = 0; i < 3; i++)
        {
            await Track();
            taken.Add((await Take()).Body!);
        }
        Assert.Equal(3, taken.Select(one => (long)one["position"]!).Distinct().Count());
        string[] kept = [taken[2].ToJsonString(), taken[1].ToJsonString()];
        Assert.Equal(kept, (await List()).Select(one => one.ToJsonString()));
        Assert.False(File.Exists(FileOf(taken[0])));
        Server.Kill();
        await Start("--snapshots-kept", "2");
        Assert.Equal(kept, (await List()).Select(one => one.ToJsonString()));
    }

    [Fact]
    public async Task One_is_taken_by_itself_when_so_much_of_the_journals_time_has_passed()
    {
        await Start("--snapshot-every", "2h", "--clock-start", "1997-01-01T00:00:00Z");
        await Track();
        Assert.Equal(200, (await Server.Ask(HttpMethod.Put, "/api/v1/clock", """{"speed":100000}""")).Status);
        await Server.Until("/api/v1/clock", clock => clock["now"]!.GetValue<DateTimeOffset>() > new DateTimeOffset(1997, 1, 1, 2, 30, 0, TimeSpan.Zero));
        await Track();

        var snapshot = (await Server.Until("/api/v1/snapshots", list => list["items"]!.AsArray().Count > 0))["items"]![0]!;
        Assert.True(snapshot["at"]!.GetValue<DateTimeOffset>() >= new DateTimeOffset(1997, 1, 1, 2, 0, 0, TimeSpan.Zero));
        Assert.True(File.Exists(FileOf(snapshot)));
    }

    [Fact]
    public async Task Only_who_has_the_token_sees_or_takes_them()
    {
        await Start();
        Assert.Equal(401, (await Server.Ask(HttpMethod.Get, "/api/v1/snapshots", token: null)).Status);
        Assert.Equal(401, (await Server.Ask(HttpMethod.Post, "/api/v1/snapshots", token: "another")).Status);
        Assert.Empty(await List());
    }

    private async Task Start(params string[] arguments)
    {
        running?.Dispose();
        running = await ServerProcess.Start(Folder.ServerDll, folder.Path, arguments);
    }

    private async Task Track() => Assert.Equal(200, await Server.Send("/v1/track", """{"userId":"u","event":"Visit"}"""));

    private Task<(int Status, JsonNode? Body)> Take() => Server.Ask(HttpMethod.Post, "/api/v1/snapshots");

    private async Task<IReadOnlyList<JsonNode>> List() => [.. (await Server.Get("/api/v1/snapshots"))["items"]!.AsArray().Select(item => item!)];

    private string FileOf(JsonNode snapshot) => Path.Combine(folder.Path, "snapshots", new Position((long)snapshot["position"]!).ToString(), "state.db");
}
