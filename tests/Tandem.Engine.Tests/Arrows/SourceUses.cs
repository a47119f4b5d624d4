using System.Text.RegularExpressions;

namespace Tandem.Engine.Tests.Arrows;

/// <summary>What the source of Engine says of folders: by <c>using</c>, or with a name that begins with a folder's.</summary>
internal static partial class SourceUses
{
    private static readonly string Root = FindRoot();

    /// <summary>All that it says outside of comments.</summary>
    public static IEnumerable<SourceUse> All() =>
        from file in Files()
        from line in File.ReadLines(file)
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from use in Uses(line)
        select new SourceUse(FolderOf(file), Path.GetRelativePath(Root, file), use.Folder, use.Type, line.Trim());

    /// <summary>Files whose namespace is not that of their folder.</summary>
    public static IEnumerable<string> Strays() =>
        from file in Files()
        let folder = Path.GetRelativePath(Root, Path.GetDirectoryName(file)!)
        let expected = folder == "." ? "namespace Tandem.Engine;" : $"namespace Tandem.Engine.{folder.Replace(Path.DirectorySeparatorChar, '.')};"
        where !File.ReadLines(file).Contains(expected)
        select $"{Path.GetRelativePath(Root, file)} does not say {expected}";

    private static IEnumerable<(string Folder, string? Type)> Uses(string line)
    {
        if (UsingLine().Match(line) is { Success: true } match)
        {
            yield return (match.Groups["folder"].Value, null);
            yield break;
        }
        foreach (Match name in QualifiedName().Matches(line)) yield return (name.Groups["folder"].Value, name.Groups["type"].Value);
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(file => FolderOf(file) is not ("bin" or "obj"));

    private static string FolderOf(string file) => Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : "";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository."), "src", "Tandem.Engine");
    }

    [GeneratedRegex(@"^(global )?using .*\bTandem\.Engine\.(?<folder>\w+)")]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"(?<![\w.])((global::)?Tandem\.)?(Engine\.)?(?<folder>\w+)\.(?<type>\w+)")]
    private static partial Regex QualifiedName();
}
