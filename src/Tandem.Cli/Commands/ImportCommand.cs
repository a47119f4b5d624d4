using System.CommandLine;
using Tandem.Cli.Api;
using Tandem.Cli.Importing;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem import FILE --map MAP.yaml</c></summary>
public static class ImportCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file, plain or gzipped." };
        var map = MapFile.Option();
        var historical = new Option<bool>("--historical") { Description = "The rows are the past: they build customers and start no journey and no message. The map can say so, too." };
        var rejects = new Option<FileInfo?>("--rejects") { Description = "Where rejected rows go, with line and reason. Default: FILE.rejected.csv." };
        var state = new Option<FileInfo?>("--state") { Description = "Where the import keeps how far it is. Default: FILE.import.json." };
        var resume = new Option<bool>("--resume") { Description = "Go on where an earlier import of FILE ended." };
        var restart = new Option<bool>("--restart") { Description = "Begin with the first row although FILE was imported before." };
        var inFlight = new Option<int>("--in-flight") { Description = "Batches on their way at the same time, 1 to 16.", DefaultValueFactory = _ => 3 };
        inFlight.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 16) result.AddError("--in-flight must be from 1 to 16.");
        });

        var command = new Command("import", "Sends the rows of a CSV file as interactions.") { file, map, historical, rejects, state, resume, restart, inFlight };
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) && result.GetValue(restart)) result.AddError("Give either --resume or --restart.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var rows = parsed.GetRequiredValue(file);
            if (!rows.Exists) throw new CommandFailedException($"There is no file {rows.FullName}.");
            var imported = MapFile.Load(parsed.GetRequiredValue(map));
            var options = new ImportOptions
            {
                File = rows.FullName,
                State = parsed.GetValue(state)?.FullName ?? rows.FullName + ".import.json",
                Rejects = parsed.GetValue(rejects)?.FullName ?? rows.FullName + ".rejected.csv",
                Historical = imported.Historical || parsed.GetValue(historical),
                Resume = parsed.GetValue(resume),
                Restart = parsed.GetValue(restart),
                InFlight = parsed.GetValue(inFlight),
            };
            using var client = new TrackingClient(shared.Connection(parsed), Backoff.Default, TimeProvider.System);
            var done = await ImportDisplay.Run(screen, imported.Title ?? rows.Name, progress => new Importer(imported, options, client, progress).Run(cancel));
            screen.Results.WriteLine($"{done.Row:N0} rows, {done.Sent:N0} interactions sent, {done.Rejected:N0} rows rejected.");
            if (done.Rejected > 0) screen.Results.WriteLine($"The rejected rows and why: {options.Rejects}");
            return 0;
        });
        return command;
    }
}
