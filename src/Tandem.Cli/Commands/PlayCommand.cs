using System.CommandLine;
using Spectre.Console;
using Tandem.Cli.Api;
using Tandem.Cli.Playing;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem play FILE --map MAP.yaml</c>: a recorded past as live traffic, for demos and trials.</summary>
public static class PlayCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file, plain or gzipped." };
        var map = MapFile.Option();
        var state = new Option<FileInfo?>("--state") { Description = "Where the play keeps how far it is. Default: FILE.play.json." };
        var speed = new Option<double?>("--clock-speed") { Description = "Runs a demo server's clock that much faster than real time while playing, and slower when the server falls behind." };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not null and not (>= 1 and <= 1_000_000)) result.AddError("--clock-speed must be from 1 to 1000000.");
        });
        var command = new Command("play", "Sends each row as live traffic when the server's clock reaches its time.") { file, map, state, speed };
        command.SetAction(async (parsed, cancel) =>
        {
            var rows = parsed.GetRequiredValue(file);
            if (!rows.Exists) throw new CommandFailedException($"There is no file {rows.FullName}.");
            var played = MapFile.Load(parsed.GetRequiredValue(map));
            if (played.Historical) throw new CommandFailedException("The map says `historical`; a play is live traffic. Import the file instead.");
            var connection = shared.Connection(parsed);
            using var tracking = new TrackingClient(connection, Backoff.Default, TimeProvider.System);
            using var tandem = new TandemClient(connection);
            var script = Script.Read(played, rows.FullName, cancel);
            if (script.Rejected > 0) screen.Work.WriteLine($"{script.Rejected:N0} rows cannot be used and are left out.");
            var statePath = parsed.GetValue(state)?.FullName ?? rows.FullName + ".play.json";
            var pace = parsed.GetValue(speed) is { } wanted ? new Pace(tandem, wanted) : null;
            var sent = await PlayDisplay.Run(screen, played.Title ?? rows.Name, progress =>
                new Player(script, statePath, tracking, tandem, pace, TimeProvider.System, progress).Run(cancel));
            screen.Results.WriteLine($"All {sent:N0} interactions are played.");
            return 0;
        });
        return command;
    }
}
