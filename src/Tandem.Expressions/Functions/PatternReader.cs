using System.Text;

namespace Tandem.Expressions.Functions;

/// <summary>
/// Makes a pattern of RE2's syntax, which the specification prescribes, into one of .NET that means the same: <c>\d \w \s</c>
/// are ASCII, <c>.</c> and classes take whole code points, <c>$</c> is the very end. What both write alike passes through,
/// and .NET says what is wrong with it. Only <c>\b</c> keeps its .NET meaning, which knows letters of all scripts.
/// </summary>
internal sealed class PatternReader(string pattern)
{
    private readonly StringBuilder made = new();
    private readonly Stack<(bool ManyLines, bool DotTakesAll)> outer = new();
    private readonly HashSet<string> names = [];
    private int at;
    private bool manyLines;
    private bool dotTakesAll;

    public static bool TryRead(string pattern, out string made, out string wrong)
    {
        var reader = new PatternReader(pattern);
        wrong = reader.Read() ?? "";
        made = reader.made.ToString();
        return wrong.Length == 0;
    }

    /// <summary>What is wrong; null for nothing.</summary>
    private string? Read()
    {
        while (at < pattern.Length)
        {
            if (ReadOne() is { } wrong) return wrong;
        }
        return null;
    }

    private string? ReadOne()
    {
        switch (pattern[at])
        {
            case '\\':
                return ReadEscape();
            case '[':
                return PatternClassReader.TryRead(pattern, ref at, out var made, out var wrong) ? Append(made) : wrong;
            case '(':
                return ReadGroup();
            case ')':
                if (outer.TryPop(out var flags)) (manyLines, dotTakesAll) = flags;
                at++;
                return Append(")");
            case '.':
                at++;
                return Append(dotTakesAll ? CharacterClass.All.Pattern(false) : new CharacterClass().Add('\n', '\n').Pattern(true));
            case '^':
                at++;
                return Append(manyLines ? "(?m:^)" : "^");
            case '$':
                at++;
                return Append(manyLines ? "(?m:$)" : "\\z");
            default:
                return ReadLiteral();
        }
    }

    private string? ReadLiteral()
    {
        var width = CodePoints.WidthAt(pattern, at);
        // A repeat after it must take both halves.
        Append(width == 1 ? pattern.Substring(at, 1) : $"(?:{pattern.Substring(at, width)})");
        at += width;
        return null;
    }

    private string? ReadEscape()
    {
        if (at + 1 == pattern.Length) return "a backslash stands at the end";
        var c = pattern[at + 1];
        switch (c)
        {
            case 'A' or 'z' or 'b' or 'B':
                at += 2;
                return Append($"\\{c}");
            case 'Q':
                var end = pattern.IndexOf("\\E", at, StringComparison.Ordinal);
                var quoted = pattern[(at + 2)..(end < 0 ? pattern.Length : end)];
                at = end < 0 ? pattern.Length : end + 2;
                foreach (var rune in quoted.EnumerateRunes()) Append(new CharacterClass().Add(rune.Value, rune.Value).Pattern(false));
                return null;
        }
        var group = new CharacterClass();
        if (PatternEscape.TryReadClass(pattern, ref at, group, out var wrong)) return wrong ?? Append(group.Pattern(false));
        if (PatternEscape.TryReadCharacter(pattern, ref at, out var character)) return Append(group.Add(character, character).Pattern(false));
        return $"`\\{c}` is no escape";
    }

    /// <summary><c>(</c>, <c>(?:</c>, <c>(?P&lt;name&gt;</c>, <c>(?&lt;name&gt;</c>, <c>(?i)</c>, <c>(?i-s:</c>.</summary>
    private string? ReadGroup()
    {
        if (at + 1 >= pattern.Length || pattern[at + 1] != '?')
        {
            at++;
            return Open("(");
        }
        var start = at + 2;
        if (pattern.AsSpan(start).StartsWith("P<") || (pattern.AsSpan(start).StartsWith("<") && !pattern.AsSpan(start).StartsWith("<=") && !pattern.AsSpan(start).StartsWith("<!")))
        {
            var end = pattern.IndexOf('>', start);
            if (end < 0) return "a group's name has no end";
            var name = pattern[(pattern.IndexOf('<', start) + 1)..end];
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return $"`{name}` is no name of a group";
            if (!names.Add(name)) return $"two groups have the name `{name}`";
            at = end + 1;
            return Open("(?:");
        }
        return ReadFlags(start);
    }

    private string? ReadFlags(int start)
    {
        var (lines, all, ignoresCase, on) = (manyLines, dotTakesAll, (bool?)null, true);
        var end = start;
        for (; end < pattern.Length && pattern[end] is 'i' or 'm' or 's' or 'U' or '-'; end++)
        {
            if (pattern[end] == '-') on = false;
            else if (pattern[end] == 'i') ignoresCase = on;
            else if (pattern[end] == 'm') lines = on;
            else if (pattern[end] == 's') all = on;
        }
        if (end >= pattern.Length || pattern[end] is not (':' or ')')) return "there are no lookarounds and no other forms of groups than (…), (?:…), (?P<name>…) and (?i)";
        at = end + 1;
        var written = ignoresCase is { } ignored ? ignored ? "i" : "-i" : "";
        if (pattern[end] == ':') Open($"(?{written}:");
        else if (written.Length > 0) Append($"(?{written})");
        (manyLines, dotTakesAll) = (lines, all);
        return null;
    }

    private string? Open(string group)
    {
        outer.Push((manyLines, dotTakesAll));
        return Append(group);
    }

    private string? Append(string part)
    {
        made.Append(part);
        return null;
    }
}
