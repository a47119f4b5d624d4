namespace Tandem.Cli.Api;

/// <summary>Where the server is and who is calling.</summary>
/// <param name="Token">For Tandem's own API; null where it was not given.</param>
/// <param name="WriteKey">Of the source whose interactions are sent; null where it was not given.</param>
public sealed record Connection(Uri Url, string? Token, string? WriteKey)
{
    public string NeedToken() => Token
        ?? throw new CommandFailedException("This needs an API token: give --token, or set TANDEM_ADMIN_TOKEN. The server prints its first one when it starts.");

    public string NeedWriteKey() => WriteKey
        ?? throw new CommandFailedException("This needs the write key of a source: give --write-key, or set TANDEM_WRITE_KEY. The console shows it under Sources.");
}
