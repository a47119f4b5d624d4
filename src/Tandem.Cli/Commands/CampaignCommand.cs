using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem campaign NAME</c></summary>
public static class CampaignCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var name = new Argument<string>("NAME") { Description = "The campaign's name." };
        var json = new Option<bool>("--json") { Description = "The API's answer as it is, for programs." };
        var command = new Command("campaign", "A campaign's results: its arms and their lift against the control group.") { name, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var wanted = parsed.GetRequiredValue(name);
            var found = await client.TryGet($"/api/v1/campaigns/{Uri.EscapeDataString(wanted)}", cancel)
                ?? throw new CommandFailedException($"There is no campaign {wanted}.");
            if (parsed.GetValue(json)) screen.Results.WriteLine(found.GetRawText());
            else Show(screen, found);
            return 0;
        });
        return command;
    }

    private static void Show(Screen screen, JsonElement campaign)
    {
        screen.Out.WriteLine($"{campaign.Text("title")} ({(campaign.Flag("externalAssignment") ? "arms come from outside" : campaign.Text("state"))}), {Count(campaign, "assigned")} customers assigned. Brackets hold 95 % intervals.");
        foreach (var goal in campaign.List("goals").Select(goal => goal.Text("name")))
        {
            var table = Tables.Of("arm", ">customers", ">" + goal, ">rate", ">lift", ">p", ">value a customer", ">value lift");
            foreach (var arm in campaign.List("arms"))
            {
                var result = arm.List("results").FirstOrDefault(result => result.Text("goal") == goal);
                table.Add(
                    arm.Text("name") + (arm.Flag("control") ? " (control)" : ""), Count(arm, "assigned"), Count(result, "converted"),
                    Share(result.Find("rate")), Share(result.Find("lift")), P(result.Number("pValue")),
                    Money(result.Find("valuePerCustomer")), Money(result.Find("valueLift")));
            }
            screen.Out.Write(table);
        }
    }

    private static string Count(JsonElement from, string name) => (from.Number(name) ?? 0).ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(JsonElement? estimate) => Written(estimate, 100, "0.00", " %");

    private static string Money(JsonElement? estimate) => Written(estimate, 1, "0.0000", "");

    private static string P(double? value) => value switch
    {
        null => "",
        < 0.001 => "< 0.001",
        _ => value.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static string Written(JsonElement? estimate, double scale, string format, string unit)
    {
        if (estimate is not { ValueKind: JsonValueKind.Object } found || found.Number("value") is not { } value) return "";
        string Part(double number) => (number * scale).ToString(format, CultureInfo.InvariantCulture);
        return found.Number("low") is { } low && found.Number("high") is { } high ? $"{Part(value)}{unit} [{Part(low)}, {Part(high)}]" : Part(value) + unit;
    }
}
