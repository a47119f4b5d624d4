using System.Text.Json;
using Tandem.Cli.Commands;

namespace Tandem.Cli.Tests.Playing;

public sealed class PlayTests : IAsyncLifetime, IDisposable
{
    private const string Map = """
        common: { userId: "{id}", timestamp: "{day}" }
        interactions:
          - { type: identify, once: true }
          - { type: track, event: Bought }
        """;

    private static readonly DateTimeOffset Start = new(1997, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-play-").FullName;
    private PlayServer server = null!;

    private string RowsFile => Path.Combine(folder, "rows.csv");

    public async Task InitializeAsync()
    {
        server = await PlayServer.Start(Start);
        // Sorted by customer, as such files are: what is played must be sorted by time.
        File.WriteAllText(RowsFile, "id,day\n" + string.Concat(
            Enumerable.Range(0, 300).Select(customer => string.Concat(Enumerable.Range(0, 4).Select(i => $"{customer},{Start.AddDays((customer * 7 % 90) + (i * 30)):yyyy-MM-dd}\n")))));
        File.WriteAllText(Path.Combine(folder, "map.yaml"), Map);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Interactions_come_in_the_order_of_time_and_never_before_it()
    {
        server.Step = TimeSpan.FromDays(40);
        var (code, output) = await Play();
        Assert.Equal((0, "All 1,500 interactions are played."), (code, output.Trim()));
        var times = server.Taken.Select(item => item.GetProperty("timestamp").GetDateTimeOffset()).ToList();
        Assert.Equal(1_500, times.Count);
        Assert.Equal(times.Order(), times);
        var first = server.Taken.DistinctBy(item => item.GetProperty("userId").GetString());
        Assert.All(first, item => Assert.Equal("identify", item.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_play_broken_off_after_its_batch_arrived_goes_on_and_doubles_nothing()
    {
        server.Step = TimeSpan.FromDays(40);
        using var stop = new CancellationTokenSource();
        server.AfterTaking = call =>
        {
            if (call == 2) stop.Cancel();
            return call == 2;
        };
        Assert.Equal(130, (await Play(stop.Token)).Code);
        var early = server.Taken.Count;
        Assert.InRange(early, 2, 1_499);

        server.AfterTaking = _ => false;
        Assert.Equal(0, (await Play()).Code);
        Assert.Equal(1_500, server.Taken.Count);
        Assert.Equal(1_500, server.Taken.Select(item => item.GetProperty("messageId").GetString()).Distinct().Count());

        Assert.Equal(0, (await Play()).Code);
        Assert.Equal(1_500, server.Taken.Count);
    }

    [Fact]
    public async Task A_batch_that_never_arrived_is_sent_at_the_next_start()
    {
        server.Now = Start.AddDays(1_000);
        File.WriteAllText(RowsFile + ".play.json", JsonSerializer.Serialize(new { file = await FingerprintOf(), sent = 100, sending = 200 }));
        Assert.Equal(0, (await Play()).Code);
        Assert.Equal(1_400, server.Taken.Count);
    }

    [Fact]
    public async Task Time_slows_down_while_the_server_is_behind_and_is_real_at_the_end()
    {
        server.Step = TimeSpan.FromDays(40);
        server.Waiting = 10_000;
        server.AfterTaking = call =>
        {
            if (call == 3) server.Waiting = 0;
            return false;
        };
        Assert.Equal(0, (await Play(default, "--clock-speed", "1000")).Code);
        var speeds = server.Speeds.ToList();
        Assert.Equal([500, 250], speeds.Take(2));
        Assert.Equal(1, speeds[^1]);
        Assert.True(speeds.Count > 3 && speeds[^2] > speeds.Min(), "Time never quickened again.");
    }

    private async Task<string> FingerprintOf()
    {
        Assert.Equal(0, (await Play()).Code);
        server.Taken.Clear();
        using var state = JsonDocument.Parse(File.ReadAllText(RowsFile + ".play.json"));
        return state.RootElement.GetProperty("file").GetString()!;
    }

    private async Task<(int Code, string Output)> Play(CancellationToken cancel = default, params string[] more)
    {
        var (results, work) = (new StringWriter(), new StringWriter());
        var code = await TandemCommand.Run(
            ["play", RowsFile, "--map", Path.Combine(folder, "map.yaml"), "--url", server.Url.ToString(), "--write-key", "key", "--token", "token", .. more], results, work, cancel);
        return (code, code == 0 ? results.ToString() : work.ToString());
    }
}
