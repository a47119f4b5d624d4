using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem backup -o shop.backup</c></summary>
public static class BackupCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var file = new Option<FileInfo?>("--output", "-o") { Description = "The file to write, or a folder for it. Default: tandem-TIME.backup here." };
        var list = new Option<bool>("--list") { Description = "Lists the backups that were taken and may still be there." };
        var gone = new Option<string?>("--gone") { Description = "Says that a backup's file is not there any more, so that certificates of erasure do not name it." };
        var command = new Command("backup", "Takes a backup of the whole workspace while the server is at work.") { file, list, gone };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetResult(file) is not null, result.GetValue(list), result.GetValue(gone) is not null }.Count(given => given) > 1)
                result.AddError("Give one of --output, --list and --gone.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            if (parsed.GetValue(list)) return await List(client, screen, cancel);
            if (parsed.GetValue(gone) is { } id) return await Forget(client, screen, id, cancel);
            return await Take(client, screen, parsed.GetValue(file), cancel);
        });
        return command;
    }

    private static async Task<int> Take(TandemClient client, Screen screen, FileInfo? wanted, CancellationToken cancel)
    {
        if (wanted is { Exists: true }) throw new CommandFailedException($"{wanted.FullName} is there already. Name another file.");
        var started = Stopwatch.StartNew();
        using var answer = await client.TakeBackup(cancel);
        var path = Path(wanted, answer.FileName);
        if (File.Exists(path)) throw new CommandFailedException($"{path} is there already. Name another file with --output.");
        var bytes = await BackupDisplay.Run(screen, progress => Download.To(path, answer.Content, progress, cancel));
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"{path} has all of the workspace: {bytes / 1e6:N1} MB in {started.Elapsed.TotalSeconds:N1} s, and its checksum fits."));
        return 0;
    }

    private static string Path(FileInfo? wanted, string name) =>
        wanted is null ? System.IO.Path.GetFullPath(name) : Directory.Exists(wanted.FullName) ? System.IO.Path.Combine(wanted.FullName, name) : wanted.FullName;

    private static async Task<int> List(TandemClient client, Screen screen, CancellationToken cancel)
    {
        foreach (var backup in (await client.Get("/api/v1/backups", cancel)).List("items"))
            screen.Results.WriteLine($"{backup.Text("id")}  {(backup.Text("finishedAt") is { Length: > 0 } ? $"{backup.Text("bytes")} bytes, up to position {backup.Text("position")}" : "not finished")}");
        return 0;
    }

    private static async Task<int> Forget(TandemClient client, Screen screen, string id, CancellationToken cancel)
    {
        var (status, body) = await client.Delete($"/api/v1/backups/{Uri.EscapeDataString(id)}", cancel);
        if (status != HttpStatusCode.NoContent) throw client.Refused(status, body);
        screen.Say($"{id} is not named any more.");
        return 0;
    }
}
