using System.Text;
using Tandem.Primitives;

namespace Tandem.Governance.Definitions;

/// <summary>Names of definitions: 1 to 64 of a-z, 0-9 and dashes, with no dash at either end.</summary>
public static class DefinitionName
{
    public const int MaxLength = 64;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name[0] != '-' && name[^1] != '-' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Null where the name is right; else an error that says what would be.</summary>
    public static Error? Check(string name)
    {
        if (IsValid(name)) return null;
        var shown = name.Length > 80 ? name[..80] + "…" : name;
        return new("bad_name", $"\"{shown}\" is no name: names are 1 to {MaxLength} of a-z, 0-9 and dashes, and begin and end with a letter or digit.")
        {
            Hint = Suggest(name) is { Length: > 0 } better ? $"{better} would do." : "For example: lapsing-buyers.",
        };
    }

    private static string Suggest(string name)
    {
        var made = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) made.Append(c);
            else if (made.Length > 0 && made[^1] != '-') made.Append('-');
            if (made.Length == MaxLength) break;
        }
        return made.ToString().Trim('-');
    }
}
