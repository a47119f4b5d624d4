using System.Text.Json.Nodes;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

public sealed class LogTests
{
    [Fact]
    public async Task Every_line_after_the_announcement_is_one_object_and_events_have_names()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path, "--log", "json");
        Assert.Equal(200, await server.Put("/api/v1/definitions/segment/buyers", "spec: { expression: 'events(\"Order Completed\").any()' }"));
        await server.Stop();
        var lines = server.Output.Split('\n').SkipWhile(line => !line.StartsWith("Tandem is ready", StringComparison.Ordinal)).SkipWhile(line => !line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.Equal(["started", "ready", "ruleset_published", "stopping", "stopped"], lines.Select(line => (string?)line["event"]));
        Assert.All(lines, line => Assert.True(DateTimeOffset.TryParse((string?)line["time"], out _) && (string?)line["level"] == "info" && ((string?)line["message"])!.Length > 0));
        Assert.Equal((0, 1, 0), ((int)lines[1]["replayEntries"]!, (int)lines[2]["ruleset"]!, (int)lines[4]["exitCode"]!));
        Assert.Equal(Path.GetFullPath(folder.Path), (string?)lines[0]["folder"]);
    }

    [Fact]
    public async Task A_format_that_is_none_is_refused_by_name()
    {
        using var folder = new Folder();
        var (exitCode, output) = await ServerProcess.RunToEnd(Folder.ServerDll, "--data", folder.Path, "--log", "xml", "--disk-reserve-mb", "-1");
        Assert.Equal(2, exitCode);
        Assert.Contains("--log xml is not text or json", output);
        Assert.Contains("--disk-reserve-mb -1 is not a whole number from 0", output);
    }
}
