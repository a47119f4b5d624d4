using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Tandem.Server.Operations;
using Tandem.Server.Tests.Hosting;
using Tandem.Testing;

namespace Tandem.Server.Tests.Operations;

/// <summary>What docs/operate.md lists is what there is.</summary>
public sealed partial class OperateDocumentTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));
    private static readonly string Document = File.ReadAllText(Path.Combine(Root, "docs/operate.md"));

    [Fact]
    public void All_settings_stand_in_it_and_no_others()
    {
        var code = string.Concat(Directory.GetFiles(Path.Combine(Root, "src/Tandem.Server"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/")).Select(File.ReadAllText));
        var settings = Read().Matches(code).Select(match => match.Groups["name"].Value).Select(name => name.StartsWith("TANDEM_", StringComparison.Ordinal) ? name : "--" + name);
        Assert.Equal(settings.Distinct().Order(), Names(Section("Settings"), Setting()));
    }

    [Fact]
    public async Task All_metrics_stand_in_it_and_no_others()
    {
        using var folder = new Folder();
        using var server = await ServerProcess.Start(Folder.ServerDll, folder.Path);
        await server.Post("/api/v1/snapshots");
        Assert.Equal((await Scrape.Of(server)).Types.Keys.Order(), Names(Section("Metrics"), Metric()));
    }

    [Fact]
    public void All_events_stand_in_it_and_no_others()
    {
        var events = typeof(StorageHealth).Assembly.GetType("Tandem.Server.Operations.OperationsLog", throwOnError: true)!.GetMethods().Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventName).OfType<string>();
        Assert.Equal(events.Order(), Names(Section("Logs"), FirstCell()));
    }

    private static IEnumerable<string> Names(string section, Regex of) =>
        section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => of.Matches(line[..line.IndexOf(" | ", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)).Distinct().Order();

    private static string Section(string title) => Regex.Match(Document, $@"^##+ {title}\n(.*?)(?=^##)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("""(?:"(?<name>TANDEM_[A-Z_]+)"|(?:configuration\[|configuration, )"(?<name>[a-z][a-z-]+)")""")]
    private static partial Regex Read();

    [GeneratedRegex("`(--[a-z-]+|TANDEM_[A-Z_]+)")]
    private static partial Regex Setting();

    [GeneratedRegex("`((?:tandem|process|dotnet)_[a-z_]+)`")]
    private static partial Regex Metric();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex FirstCell();
}
