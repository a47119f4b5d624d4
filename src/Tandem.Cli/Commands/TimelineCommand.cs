using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem timeline userId:42</c></summary>
public static class TimelineCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var identity = Identities.Argument();
        var limit = new Option<int>("--limit") { Description = "How many, newest first.", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "The API's answer as it is, for programs." };
        var command = new Command("timeline", "What happened with a customer, newest first.") { identity, limit, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var name = parsed.GetRequiredValue(identity);
            var path = string.Create(CultureInfo.InvariantCulture, $"{Identities.Path(name)}/timeline?limit={parsed.GetValue(limit)}");
            var found = await client.TryGet(path, cancel) ?? throw new CommandFailedException($"There is no customer {name}.");
            if (parsed.GetValue(json))
            {
                screen.Results.WriteLine(found.GetRawText());
                return 0;
            }
            var table = Tables.Of("when", "what", "type", "source");
            foreach (var item in found.List("items"))
                table.Add(item.Time("timestamp"), item.Text("title"), $"{item.Text("kind")} {item.Text("type")}", item.Text("source") + (item.Flag("historical") ? " (historical)" : ""));
            screen.Out.Write(table);
            return 0;
        });
        return command;
    }
}
