using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text;
using Tandem.Cli.Api;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem apply FILE…</c>: all definitions of all files go live together, or none.</summary>
public static class ApplyCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "YAML files with one or more definitions.", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "Only say what would be wrong; change nothing." };
        var command = new Command("apply", "Makes definitions live: segments, templates, journeys, campaigns.") { files, check };
        command.SetAction(async (parsed, cancel) =>
        {
            var text = new DefinitionText();
            foreach (var file in parsed.GetRequiredValue(files))
            {
                if (!file.Exists) throw new CommandFailedException($"There is no file {file.FullName}.");
                text.Add(file.Name, await File.ReadAllTextAsync(file.FullName, cancel));
            }
            using var client = new TandemClient(shared.Connection(parsed));
            var path = "/api/v1/definitions" + (parsed.GetValue(check) ? "?check=true" : "");
            var (status, body) = await client.Post(path, text.Text, "application/yaml", cancel);
            if (status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest && ApiErrors.Read(body) is { Count: > 0 } errors)
                throw new CommandFailedException(Describe(text, errors));
            if (status is not (HttpStatusCode.OK or HttpStatusCode.Accepted)) throw client.Refused(status, body);

            var answer = client.Json(body);
            var table = Tables.Of("kind", "name", ">version", "status");
            foreach (var one in answer.List("items")) table.Add(one.Text("kind"), one.Text("name"), one.Text("version"), one.Text("status"));
            screen.Out.Write(table);
            if (answer.Number("ruleset") is { } ruleset) screen.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ruleset {ruleset:0}{(answer.Flag("changed") ? "" : ", unchanged")}."));
            return 0;
        });
        return command;
    }

    private static string Describe(DefinitionText text, IReadOnlyList<ApiError> errors)
    {
        var all = new StringBuilder();
        foreach (var error in errors)
        {
            if (error.Line is { } line && text.Place(line) is { } place)
            {
                var column = Math.Max(1, error.Column ?? 1);
                all.AppendLine(CultureInfo.InvariantCulture, $"{place.Name}, line {place.Line}, column {column}: {error}");
                all.AppendLine("  " + place.Text);
                all.AppendLine("  " + new string(' ', Math.Min(column - 1, place.Text.Length)) + "^");
            }
            else
            {
                all.AppendLine(error.ToString());
            }
        }
        return all.ToString().TrimEnd();
    }
}
