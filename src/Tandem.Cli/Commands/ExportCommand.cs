using System.CommandLine;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem export userId:42 -o ada.json</c></summary>
public static class ExportCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var identity = Identities.Argument();
        var file = new Option<FileInfo?>("--output", "-o") { Description = "The file to write; without it the document goes to the standard output." };
        var command = new Command("export", "All that is kept of one customer, as one JSON document.") { identity, file };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var name = parsed.GetRequiredValue(identity);
            await using var content = await client.TryRead($"{Identities.Path(name)}/export", cancel) ?? throw new CommandFailedException($"There is no customer {name}.");
            if (parsed.GetValue(file) is not { } to)
            {
                using var reader = new StreamReader(content);
                screen.Results.WriteLine(await reader.ReadToEndAsync(cancel));
                return 0;
            }
            await using var written = to.Create();
            await content.CopyToAsync(written, cancel);
            screen.Say($"{to.FullName} has all that is kept of {name}.");
            return 0;
        });
        return command;
    }
}
