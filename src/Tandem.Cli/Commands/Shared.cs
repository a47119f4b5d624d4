using System.CommandLine;
using Tandem.Cli.Api;

namespace Tandem.Cli.Commands;

/// <summary>The options of every command: the server and who is calling.</summary>
public sealed class Shared
{
    private readonly Option<Uri> url = new("--url")
    {
        Description = "The server's address.",
        Recursive = true,
        DefaultValueFactory = _ => new Uri("http://localhost:5080"),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https") return parsed;
            result.AddError($"--url cannot be '{text}'. Write for example http://localhost:5080.");
            return null;
        },
    };

    private readonly Option<string?> token = new("--token")
    {
        Description = "An API token. Default: the environment's TANDEM_ADMIN_TOKEN.",
        Recursive = true,
    };

    private readonly Option<string?> writeKey = new("--write-key")
    {
        Description = "The write key of a source. Default: the environment's TANDEM_WRITE_KEY.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Options.Add(url);
        root.Options.Add(token);
        root.Options.Add(writeKey);
    }

    public Connection Connection(ParseResult parsed) => new(
        parsed.GetRequiredValue(url),
        Given(parsed.GetValue(token), "TANDEM_ADMIN_TOKEN"),
        Given(parsed.GetValue(writeKey), "TANDEM_WRITE_KEY"));

    private static string? Given(string? option, string variable)
    {
        var value = option ?? Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
