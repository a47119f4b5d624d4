using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem suppress email:ann@example.com</c></summary>
public static class SuppressCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var identity = Identities.Argument();
        var reason = new Option<string>("--reason") { Description = "Why. Write nothing about the customer.", DefaultValueFactory = _ => "" };
        var lift = new Option<bool>("--lift") { Description = "Lets the identity in again." };
        var command = new Command("suppress", "Keeps an identity out: what shows it is not taken any more.") { identity, reason, lift };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var name = parsed.GetRequiredValue(identity);
            if (parsed.GetValue(lift))
            {
                var (lifted, answer) = await client.Delete($"/api/v1/suppressed-identities/{Uri.EscapeDataString(name)}", cancel);
                if (lifted != HttpStatusCode.NoContent) throw client.Refused(lifted, answer);
                screen.Say($"{name} may come in again.");
                return 0;
            }
            var order = new JsonObject { ["identity"] = name, ["reason"] = parsed.GetValue(reason) };
            var (status, body) = await client.Post("/api/v1/suppressed-identities", order.ToJsonString(), "application/json", cancel);
            if (status != HttpStatusCode.OK) throw client.Refused(status, body);
            screen.Say($"{name} is kept out.");
            return 0;
        });
        return command;
    }
}
