using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Tandem.Cli.Commands;

namespace Tandem.Cli.Tests.Importing;

public sealed class ImportTests : IAsyncLifetime, IDisposable
{
    private const string Map = """
        common: { userId: "{id}" }
        interactions:
          - { type: identify, once: true, traits: { name: "{name}" } }
          - { type: track, event: Bought, properties: { total: { column: total, type: number } } }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-import-").FullName;
    private TrackingServer server = null!;

    private string RowsFile => Path.Combine(folder, "rows.csv");

    private string MapFile => Path.Combine(folder, "map.yaml");

    private string Rejected => RowsFile + ".rejected.csv";

    public async Task InitializeAsync()
    {
        server = await TrackingServer.Start();
        File.WriteAllText(MapFile, Map);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_row_arrives_once_in_batches_within_the_limits()
    {
        WriteRows(5_000);
        var (code, output) = await Import();
        Assert.Equal((0, 10_000), (code, server.Taken.Count));
        Assert.Equal("5,000 rows, 10,000 interactions sent, 0 rows rejected.", output.Trim());
        Assert.All(server.Batches, batch => Assert.True(batch.Items <= 500 && batch.Bytes <= 400_000 && !batch.Historical));
        Assert.False(File.Exists(Rejected));
    }

    [Fact]
    public async Task Wide_rows_are_sent_in_batches_of_bytes()
    {
        File.WriteAllText(RowsFile, "id,name,total\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"{i},{new string('x', 20_000)},1\n")));
        Assert.Equal(0, (await Import()).Code);
        Assert.Equal(200, server.Taken.Count);
        Assert.All(server.Batches, batch => Assert.InRange(batch.Bytes, 1, 400_000));
    }

    [Fact]
    public async Task Historical_is_said_of_each_batch()
    {
        WriteRows(10);
        await Import("--historical");
        Assert.All(server.Batches, batch => Assert.True(batch.Historical));
    }

    [Fact]
    public async Task A_gzipped_file_has_the_message_ids_of_the_plain_one()
    {
        WriteRows(100);
        await Import();
        using (var packed = new GZipStream(File.Create(Path.Combine(folder, "packed")), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(RowsFile));
        File.Move(Path.Combine(folder, "packed"), RowsFile, overwrite: true);
        Assert.Equal(0, (await Import("--restart")).Code);
        Assert.Equal((200, 200), (server.Taken.Count, server.Repeated));
    }

    [Fact]
    public async Task Rows_rejected_here_and_there_are_in_the_file_with_line_and_reason_in_order()
    {
        File.WriteAllText(RowsFile, "id,name,total\n1,a,1\n2,b,much\n3,c,3\n4,d,4\n5,\"e\n");
        server.Reject = item => item.GetProperty("userId").GetString() == "3" && item.GetProperty("type").GetString() == "track" ? "Too little." : null;
        var (code, output) = await Import();
        Assert.Equal(0, code);
        Assert.Contains("5 rows, 5 interactions sent, 3 rows rejected.", output);
        Assert.Equal(
            [
                "line,reason,id,name,total",
                "3,track: `total`: `much` is not a number such as 42.5.,2,b,much",
                "4,track: Too little.,3,c,3",
                "6,\"The quote at column 3 is never closed. Close it, or double it to mean a quote: \"\"\"\".\",5",
            ],
            File.ReadAllLines(Rejected));
    }

    [Fact]
    public async Task A_batch_without_a_good_item_does_not_end_the_import()
    {
        WriteRows(1_000);
        server.Reject = item => int.Parse(item.GetProperty("userId").GetString()!) <= 250 ? "Too small." : null;
        var (code, output) = await Import();
        Assert.Equal((0, 1_500), (code, server.Taken.Count));
        Assert.Contains("1,000 rows, 1,500 interactions sent, 250 rows rejected.", output);
    }

    [Fact]
    public async Task An_import_broken_off_goes_on_and_doubles_nothing()
    {
        WriteRows(5_000, bad: 777);
        server.LoseAnswer = call => call == 6;
        // The sixth batch is taken, but its answer never arrives; the next ones are refused for good.
        server.Misbehave = (call, context) =>
        {
            if (call <= 6) return Task.FromResult(false);
            context.Response.StatusCode = 403;
            return Task.FromResult(true);
        };
        Assert.Equal(1, (await Import()).Code);
        var early = server.Taken.Count;
        Assert.InRange(early, 1_000, 9_000);

        var (again, complaint) = await Import();
        Assert.Equal(1, again);
        Assert.Contains("--resume", complaint);

        server.Misbehave = (_, _) => Task.FromResult(false);
        var (code, output) = await Import("--resume");
        Assert.Equal(0, code);
        Assert.Equal(9_988, server.Taken.Count);
        Assert.Contains("5,000 rows, 9,988 interactions sent, 6 rows rejected.", output);
        Assert.Equal(7, File.ReadAllLines(Rejected).Length);

        var calls = server.Calls.Count;
        Assert.Equal(0, (await Import("--resume")).Code);
        Assert.Equal(calls, server.Calls.Count);
    }

    [Fact]
    public async Task An_import_interrupted_in_the_middle_of_an_answer_doubles_nothing()
    {
        WriteRows(5_000);
        using var interrupt = new CancellationTokenSource();
        server.Misbehave = async (call, _) =>
        {
            if (call == 8) await interrupt.CancelAsync();
            return false;
        };
        Assert.Equal(130, (await Import(interrupt.Token)).Code);
        server.Misbehave = (_, _) => Task.FromResult(false);
        Assert.Equal(0, (await Import("--resume")).Code);
        Assert.Equal(10_000, server.Taken.Count);
    }

    [Fact]
    public async Task A_changed_file_is_not_gone_on_with()
    {
        WriteRows(10);
        await Import();
        WriteRows(11);
        var (code, output) = await Import("--resume");
        Assert.Equal(1, code);
        Assert.Contains("the file has changed", output);
    }

    [Fact]
    public async Task Overload_is_waited_out_as_long_as_the_server_asks()
    {
        WriteRows(10);
        server.Misbehave = (call, context) =>
        {
            if (call > 2) return Task.FromResult(false);
            context.Response.StatusCode = call == 1 ? 429 : 503;
            if (call == 1) context.Response.Headers.RetryAfter = "1";
            return Task.FromResult(true);
        };
        Assert.Equal(0, (await Import()).Code);
        Assert.Equal(20, server.Taken.Count);
        var calls = server.Calls.ToArray();
        Assert.InRange(calls[1] - calls[0], TimeSpan.FromMilliseconds(950), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        WriteRows(10);
        server.Misbehave = (call, context) =>
        {
            if (call == 1) context.Abort();
            return Task.FromResult(call == 1);
        };
        Assert.Equal(0, (await Import()).Code);
        Assert.Equal(20, server.Taken.Count);
    }

    [Fact]
    public async Task A_wrong_key_ends_the_import_with_what_the_server_says()
    {
        WriteRows(10);
        server.Misbehave = async (_, context) =>
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { errors = new[] { new { code = "unknown_key", message = "No source has this write key." } } });
            return true;
        };
        var (code, output) = await Import();
        Assert.Equal(1, code);
        Assert.Equal("The server refused the interactions: No source has this write key.", output.Trim());
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task Hillstroms_file_gives_the_interactions_that_its_columns_say()
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples", "hillstrom");
        File.Copy(Path.Combine(samples, "hillstrom.csv.gz"), RowsFile);
        File.Copy(Path.Combine(samples, "map.yaml"), MapFile, overwrite: true);
        var (code, output) = await Import();
        Assert.Equal(0, code);
        Assert.Contains("64,000 rows, 137,972 interactions sent, 0 rows rejected.", output);
        var byEvent = server.Taken.Values.Where(item => item.TryGetProperty("event", out _)).ToLookup(item => item.GetProperty("event").GetString());
        Assert.Equal((64_000, 9_394, 578), (byEvent["Experiment Viewed"].Count(), byEvent["Site Visited"].Count(), byEvent["Order Completed"].Count()));
        var arms = byEvent["Experiment Viewed"].CountBy(item => item.GetProperty("properties").GetProperty("variation_name").GetString()!).ToDictionary();
        Assert.Equal((21_307, 21_387, 21_306), (arms["mens-email"], arms["womens-email"], arms["control"]));
        Assert.Equal(67_258.13, byEvent["Order Completed"].Sum(item => item.GetProperty("properties").GetProperty("total").GetDouble()), 2);
        Assert.All(server.Taken.Values, item => Assert.InRange(item.GetProperty("timestamp").GetDateTimeOffset(), At(12, 16), At(12, 31)));
        Assert.All(server.Batches, batch => Assert.True(batch.Historical));
    }

    private static DateTimeOffset At(int month, int day) => new(1996, month, day, 0, 0, 0, TimeSpan.Zero);

    private void WriteRows(int count, int? bad = null) => File.WriteAllText(
        RowsFile,
        "id,name,total\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"{i},name {i},{(i % bad == 0 && bad is not null ? "bad" : i)}\n")));

    private Task<(int Code, string Output)> Import(params string[] more) => Import(CancellationToken.None, more);

    private async Task<(int Code, string Output)> Import(CancellationToken cancel, params string[] more)
    {
        var (results, work) = (new StringWriter(), new StringWriter());
        var code = await TandemCommand.Run(
            ["import", RowsFile, "--map", MapFile, "--url", server.Url.ToString(), "--write-key", "key", .. more], results, work, cancel);
        return (code, code == 0 ? results.ToString() : work.ToString());
    }
}
