using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Segments;

/// <summary>How large a segment was, and how segments overlap, asked of the real server.</summary>
public sealed class SegmentSizesTests : OwnServerTest
{
    private const string Segments = """
        kind: segment
        metadata: { name: german }
        spec: { expression: customer.traits.country == "de" }
        ---
        kind: segment
        metadata: { name: grown-up }
        spec: { expression: customer.traits.age >= 18 }
        ---
        kind: segment
        metadata: { name: overlap }
        spec: { expression: customer.traits.vip }
        """;

    [Fact]
    public async Task Sizes_are_noted_as_time_passes_and_are_there_after_a_restart()
    {
        await Server.Publish(Segments);
        for (var n = 0; n < 3; n++) Assert.Equal(200, await Identify(n, """{"country":"de"}"""));
        Assert.Equal(200, await Identify(0, """{"country":"at"}"""));
        await Server.Until("/api/v1/segments/german", segment => (int)segment["count"]! == 2);

        var first = await Server.Until("/api/v1/segments/german/sizes", sizes => sizes["points"]!.AsArray().Count > 0);
        Assert.Equal(("minute", 2), ((string)first["resolution"]!, (int)first["now"]!["count"]!));
        Assert.Null(first["points"]![0]!["entered"]);
        Assert.Equal((string)first["points"]![0]!["at"]!, (string)first["recordedSince"]!);

        await Server.Stop();
        Server.Dispose();
        await Start();
        Assert.Equal(first["points"]![0]!.ToJsonString(), (await Server.Get("/api/v1/segments/german/sizes"))["points"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task On_a_clock_that_runs_fast_points_say_how_far_they_are_from_each_other()
    {
        using var folder = new Folder();
        using var demo = await ServerProcess.Start(Folder.ServerDll, folder.Path, "--clock-start", "2026-01-01T00:00:00Z");
        await demo.Publish(Segments);
        Assert.Equal(200, (await demo.Ask(HttpMethod.Put, "/api/v1/clock", """{"speed":10000}""")).Status);
        await demo.Until("/api/v1/segments/german/sizes", sizes => sizes["points"]!.AsArray().Count > 0);
        for (var n = 0; n < 4; n++) Assert.Equal(200, await demo.Send("/v1/identify", $$$"""{"userId":"u{{{n}}}","traits":{"country":"de"}}"""));
        Assert.Equal(200, await demo.Send("/v1/identify", """{"userId":"u0","traits":{"country":"at"}}"""));

        var sizes = await demo.Until("/api/v1/segments/german/sizes", sizes => sizes["points"]!.AsArray().Sum(point => (int?)point!["left"] ?? 0) == 1);
        var points = sizes["points"]!.AsArray();
        Assert.Equal(4, points.Sum(point => (int?)point!["entered"] ?? 0) + (int)points[0]!["count"]!);
        Assert.Equal(3, (int)points[^1]!["count"]!);
        Assert.All(points.Skip(1), point => Assert.True((double)point!["seconds"]! > 60));
        // More than a day on, hours are what there is of the beginning.
        var later = await demo.Until("/api/v1/segments/german/sizes", sizes => (string)sizes["resolution"]! == "hour");
        Assert.Equal((string)sizes["recordedSince"]!, (string)later["recordedSince"]!);
    }

    [Fact]
    public async Task Of_every_combination_it_is_told_how_many_are_in_exactly_these()
    {
        await Server.Publish(Segments);
        string[] traits = ["{}", """{"country":"de"}""", """{"age":20}""", """{"country":"de","age":20}""", """{"country":"de","age":20,"vip":true}""", """{"vip":true}"""];
        var n = 0;
        for (var kind = 0; kind < traits.Length; kind++)
            for (var times = 0; times <= kind; times++) Assert.Equal(200, await Identify(n++, traits[kind]));

        var (status, overlap) = await Server.Ask(HttpMethod.Get, "/api/v1/segment-overlap?names=german,grown-up,overlap");
        Assert.Equal(200, status);
        Assert.Equal(("exact", 21, 21), ((string)overlap!["method"]!, (int)overlap["customers"]!, (int)overlap["scanned"]!));
        Assert.Equal(["overlap 6", "german,grown-up,overlap 5", "german,grown-up 4", "grown-up 3", "german 2"], overlap["combinations"]!.AsArray().Select(Text));
        Assert.Equal((1, 1, 1), ((int)overlap["none"]!["count"]!, (int)overlap["none"]!["low"]!, (int)overlap["none"]!["high"]!));
        Assert.Equal([11, 12, 11], overlap["segments"]!.AsArray().Select(segment => (int)segment!["count"]!));

        foreach (var (names, expected, code) in new[] { ("german", 400, "bad_names"), ("german,german", 400, "bad_names"), ("german,grown", 404, "unknown_segment"), (string.Join(',', Enumerable.Range(0, 9)), 400, "bad_names") })
        {
            var (refused, problem) = await Server.Ask(HttpMethod.Get, $"/api/v1/segment-overlap?names={names}");
            Assert.Equal((expected, code), (refused, (string)problem!["errors"]![0]!["code"]!));
        }
        // A segment of that name is not hidden.
        Assert.Equal("overlap", (string)(await Server.Get("/api/v1/segments/overlap"))["name"]!);
    }

    [Fact]
    public async Task What_is_no_range_or_no_segment_is_said()
    {
        await Server.Publish(Segments);
        foreach (var (path, expected, code) in new[] { ("nobody/sizes", 404, "unknown_segment"), ("german/sizes?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "bad_range") })
        {
            var (status, problem) = await Server.Ask(HttpMethod.Get, $"/api/v1/segments/{path}");
            Assert.Equal((expected, code), (status, (string)problem!["errors"]![0]!["code"]!));
        }
    }

    private static string Text(JsonNode? combination) => $"{string.Join(',', combination!["segments"]!.AsArray().Select(name => (string)name!))} {combination["count"]}";

    private Task<int> Identify(int n, string traits) => Server.Send("/v1/identify", $$$"""{"userId":"u{{{n}}}","traits":{{{traits}}}}""");
}
