using System.CommandLine;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem migrate --data DIR --postgres CONNECTION</c></summary>
public static class MigrateCommand
{
    public static Command Make()
    {
        var data = new Option<string>("--data") { Description = "The workspace's folder; no server may have it.", Required = true };
        var postgres = new Option<string?>("--postgres") { Description = "An empty database, as Npgsql takes it; better in TANDEM_POSTGRES." };
        var command = new Command("migrate", "Moves a workspace from a folder into PostgreSQL, and compares both by counts and hashes.") { data, postgres };
        command.SetAction((parsed, cancel) =>
        {
            List<string> arguments = ["migrate", "--data", parsed.GetRequiredValue(data)];
            if (parsed.GetValue(postgres) is { } database) arguments.AddRange(["--postgres", database]);
            return ServerProgram.Run(arguments, cancel);
        });
        return command;
    }
}
