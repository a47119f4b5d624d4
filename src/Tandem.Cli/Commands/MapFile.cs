using System.CommandLine;
using Tandem.Cli.Maps;

namespace Tandem.Cli.Commands;

/// <summary>The map that a command was given.</summary>
public static class MapFile
{
    public static Option<FileInfo> Option() => new("--map")
    {
        Description = "The map from columns to interactions (YAML; docs/import.md).",
        Required = true,
    };

    public static ImportMap Load(FileInfo file)
    {
        if (!file.Exists) throw new CommandFailedException($"There is no map {file.FullName}.");
        if (MapReader.TryRead(File.ReadAllText(file.FullName), out var map, out var problems)) return map;
        throw new CommandFailedException(string.Join(Environment.NewLine, problems.Select(problem => $"{file.Name}, {problem}")));
    }
}
