using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem erase userId:42 --reason "asked by letter"</c></summary>
public static class EraseCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Make(Shared shared, Screen screen)
    {
        var identity = Identities.Argument();
        var reason = new Option<string>("--reason") { Description = "Why, for the certificate. Write nothing about the customer.", DefaultValueFactory = _ => "" };
        var suppress = new Option<bool>("--suppress") { Description = "Keeps the customer's identities out from then on." };
        var yes = new Option<bool>("--yes") { Description = "Does not ask." };
        var command = new Command("erase", "Erases a customer everywhere, for good, and prints the certificate.") { identity, reason, suppress, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var name = parsed.GetRequiredValue(identity);
            var customer = await client.TryGet(Identities.Path(name), cancel) ?? throw new CommandFailedException($"There is no customer {name}.");
            Show(screen, customer, parsed.GetValue(suppress));
            if (!parsed.GetValue(yes) && !await IsMeant(screen, name, cancel)) throw new CommandFailedException("Nothing was erased.");
            var order = new JsonObject { ["reason"] = parsed.GetValue(reason), ["suppress"] = parsed.GetValue(suppress) };
            var (status, body) = await client.Post($"/api/v1/customers/id:{customer.Text("id")}/erase", order.ToJsonString(), "application/json", cancel);
            if (status != HttpStatusCode.Accepted) throw client.Refused(status, body);
            await Follow(client, screen, client.Json(body), cancel);
            return 0;
        });
        return command;
    }

    private static void Show(Screen screen, JsonElement customer, bool suppress)
    {
        screen.Say($"Customer {customer.Text("id")}, since {customer.Time("firstSeen")}:");
        foreach (var known in customer.List("identities")) screen.Say($"  {known.Text("kind")}:{known.Text("value")}");
        screen.Say($"  traits: {customer.Fields("traits").Count}, interactions: {customer.Text("interactions")}, segments: {customer.List("segments").Count}, accounts: {customer.List("accounts").Count}");
        screen.Say($"All of it goes, for good, with its history and what its messages said.{(suppress ? " These identities are kept out from then on." : "")}");
    }

    private static async Task<bool> IsMeant(Screen screen, string name, CancellationToken cancel)
    {
        screen.Say($"Write {name} to go on:");
        return (await Console.In.ReadLineAsync(cancel))?.Trim() == name;
    }

    private static async Task Follow(TandemClient client, Screen screen, JsonElement erasure, CancellationToken cancel)
    {
        var id = erasure.Text("id");
        for (var told = 0; ;)
        {
            erasure = await client.Get($"/api/v1/erasures/{id}", cancel);
            foreach (var step in erasure.List("steps").Skip(told)) screen.Say($"{step.Text("title")}: {step.Text("count")}");
            told = erasure.List("steps").Count;
            if (erasure.Text("state") != "running") break;
            await Task.Delay(Pause, cancel);
        }
        await using var text = await client.TryRead($"/api/v1/erasures/{id}/text", cancel) ?? throw new CommandFailedException($"The server forgot the erasure {id}.");
        using var reader = new StreamReader(text);
        screen.Results.Write(await reader.ReadToEndAsync(cancel));
    }
}
