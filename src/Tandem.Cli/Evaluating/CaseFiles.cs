namespace Tandem.Cli.Evaluating;

/// <summary>Files of cases; a file's ending says how it is written.</summary>
public static class CaseFiles
{
    /// <exception cref="CommandFailedException">There is no such file, or it holds no cases; the message says where.</exception>
    public static IReadOnlyList<ICase> Read(string path)
    {
        if (!File.Exists(path)) throw new CommandFailedException($"There is no file {Path.GetFullPath(path)}.");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => ConformanceFile.Read(path),
            ".yaml" or ".yml" => RuleCaseFile.Read(path, TimeProvider.System),
            _ => throw new CommandFailedException($"{path}: a file of cases ends with .yaml (rules of a customer) or .json (the specification's form)."),
        };
    }
}
