using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem get customer userId:42</c></summary>
public static class GetCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var identity = Identities.Argument();
        var json = new Option<bool>("--json") { Description = "The API's answer as it is, for programs." };
        var customer = new Command("customer", "One customer: identities, traits, consents, segments.") { identity, json };
        customer.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var name = parsed.GetRequiredValue(identity);
            var found = await client.TryGet(Identities.Path(name), cancel) ?? throw new CommandFailedException($"There is no customer {name}.");
            if (parsed.GetValue(json)) screen.Results.WriteLine(found.GetRawText());
            else Show(screen, found);
            return 0;
        });
        return new Command("get", "Shows one thing.") { customer };
    }

    private static void Show(Screen screen, JsonElement customer)
    {
        var table = Tables.Of("", "");
        table.HideHeaders();
        table.Add("customer", customer.Text("id"));
        table.Add("since", $"{customer.Time("firstSeen")}, last seen {customer.Time("lastSeen")}, {customer.Text("interactions")} interactions");
        foreach (var identity in customer.List("identities")) table.Add("identity", $"{identity.Text("kind")}:{identity.Text("value")}");
        foreach (var trait in customer.Fields("traits")) table.Add("trait", $"{trait.Name}: {JsonFields.Plain(trait.Value)}");
        foreach (var consent in customer.List("consents"))
            table.Add("consent", $"{consent.Text("channel")}: {(consent.Flag("granted") ? "granted" : "refused")} {consent.Time("at")}");
        foreach (var segment in customer.List("memberships")) table.Add("segment", $"{segment.Text("segment")} since {segment.Time("since")}");
        foreach (var counted in customer.List("events")) table.Add("event", $"{counted.Text("name")}: {counted.Text("count")}, last {counted.Time("last")}");
        foreach (var arm in customer.List("campaigns")) table.Add("campaign", $"{arm.Text("campaign")}: {arm.Text("arm")}");
        foreach (var journey in customer.List("journeys")) table.Add("journey", $"{journey.Text("journey")}: {journey.Text("state")} {journey.Text("step")}".TrimEnd());
        screen.Out.Write(table);
    }
}
