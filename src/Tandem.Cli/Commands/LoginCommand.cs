using System.CommandLine;
using System.Net;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem login</c></summary>
public static class LoginCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var command = new Command("login", "Makes a link that opens the console, once.");
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var (status, body) = await client.Post("/api/v1/login-links", null, "application/json", cancel);
            if (status is not (HttpStatusCode.OK or HttpStatusCode.Created)) throw client.Refused(status, body);
            screen.Results.WriteLine(client.Json(body).Text("url"));
            return 0;
        });
        return command;
    }
}
