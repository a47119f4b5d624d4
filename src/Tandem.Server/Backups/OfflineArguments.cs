namespace Tandem.Server.Backups;

/// <summary>What <c>restore</c> and <c>migrate</c> are told.</summary>
/// <param name="File">The backup; <c>-</c> for the standard input. Null for <c>migrate</c>.</param>
internal sealed record OfflineArguments(string Command, string? File, string? Data, string? Postgres, bool SendingOff)
{
    public const string Usage = """
        usage: restore FILE --data DIR [--sending-off]
               restore FILE --postgres CONNECTION [--sending-off]
               migrate --data DIR --postgres CONNECTION
        In the place of --postgres CONNECTION there may be TANDEM_POSTGRES in the environment.
        """;

    /// <summary>Null where they are called wrongly.</summary>
    public static OfflineArguments? Parse(string[] args)
    {
        var (file, data, postgres, off) = ((string?)null, (string?)null, (string?)null, false);
        for (var i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--data" when i + 1 < args.Length:
                    data = args[++i];
                    break;
                case "--postgres" when i + 1 < args.Length:
                    postgres = args[++i];
                    break;
                case "--sending-off":
                    off = true;
                    break;
                case var name when file is null && (name == "-" || !name.StartsWith('-')):
                    file = name;
                    break;
                default:
                    return null;
            }
        }
        // Other users see command lines, and a connection may have a password in it.
        if (postgres is null && (data is null || args[0] == "migrate")) postgres = Environment.GetEnvironmentVariable("TANDEM_POSTGRES") is { Length: > 0 } given ? given : null;
        var parsed = new OfflineArguments(args[0], file, data, postgres, off);
        return args[0] switch
        {
            "restore" when file is not null && (data is null) != (postgres is null) => parsed,
            "migrate" when file is null && data is not null && postgres is not null && !off => parsed,
            _ => null,
        };
    }
}
