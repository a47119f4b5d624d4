using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem segments</c></summary>
public static class SegmentsCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var json = new Option<bool>("--json") { Description = "The API's answer as it is, for programs." };
        var command = new Command("segments", "All segments with how many customers are in them.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var found = await client.Get("/api/v1/segments", cancel);
            if (parsed.GetValue(json))
            {
                screen.Results.WriteLine(found.GetRawText());
                return 0;
            }
            var table = Tables.Of("segment", "title", ">customers", "expression");
            foreach (var segment in found.List("items"))
            {
                var count = (segment.Number("count") ?? 0).ToString("N0", CultureInfo.InvariantCulture);
                // A new definition is worked out beside the traffic; until then its count is of a part.
                if (segment.Number("evaluated") is { } share and < 1) count += string.Create(CultureInfo.InvariantCulture, $" ({share:P0} looked at)");
                table.Add(segment.Text("name"), segment.Text("title"), count, segment.Text("expression"));
            }
            screen.Out.Write(table);
            return 0;
        });
        return command;
    }
}
