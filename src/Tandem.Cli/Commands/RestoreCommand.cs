using System.CommandLine;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem restore shop.backup --data DIR</c></summary>
public static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "The backup; - for the standard input." };
        var data = new Option<string?>("--data") { Description = "An empty folder, or one that is made." };
        var postgres = new Option<string?>("--postgres") { Description = "An empty database, as Npgsql takes it; better in TANDEM_POSTGRES." };
        var off = new Option<bool>("--sending-off") { Description = "Switches sending outside off in what is restored, as for a drill." };
        var command = new Command("restore", "Restores a backup into an empty folder or database, where no server runs.") { file, data, postgres, off };
        command.Validators.Add(result =>
        {
            if (result.GetValue(data) is not null && result.GetValue(postgres) is not null) result.AddError("Give --data or --postgres, not both.");
        });
        command.SetAction((parsed, cancel) =>
        {
            List<string> arguments = ["restore", parsed.GetRequiredValue(file)];
            if (parsed.GetValue(data) is { } folder) arguments.AddRange(["--data", folder]);
            if (parsed.GetValue(postgres) is { } database) arguments.AddRange(["--postgres", database]);
            if (parsed.GetValue(off)) arguments.Add("--sending-off");
            return ServerProgram.Run(arguments, cancel);
        });
        return command;
    }
}
