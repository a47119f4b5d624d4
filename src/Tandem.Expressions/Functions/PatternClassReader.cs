namespace Tandem.Expressions.Functions;

/// <summary>Reads <c>[a-z\d]</c>, <c>[^…]</c>, <c>[[:alpha:]]</c>. A bracket that comes first belongs to the class.</summary>
internal static class PatternClassReader
{
    public static bool TryRead(string pattern, ref int at, out string made, out string? wrong)
    {
        (made, wrong) = ("", null);
        var members = new CharacterClass();
        at++;
        var isNegated = at < pattern.Length && pattern[at] == '^';
        if (isNegated) at++;
        for (var isFirst = true; ; isFirst = false)
        {
            if (at >= pattern.Length)
            {
                wrong = "a class has no closing bracket";
                return false;
            }
            if (pattern[at] == ']' && !isFirst) break;
            if ((wrong = ReadMember(pattern, ref at, members)) is not null) return false;
        }
        at++;
        made = members.Pattern(isNegated);
        return true;
    }

    private static string? ReadMember(string pattern, ref int at, CharacterClass members)
    {
        if (pattern[at] == '[' && at + 1 < pattern.Length && pattern[at + 1] == ':' && pattern.IndexOf(":]", at, StringComparison.Ordinal) is >= 0 and var end)
        {
            var name = pattern[(at + 2)..end];
            at = end + 2;
            return PatternEscape.TryAddNamed(name, members) ? null : $"there is no class [:{name}:]";
        }
        if (pattern[at] == '\\' && PatternEscape.TryReadClass(pattern, ref at, members, out var wrong)) return wrong;
        if (!TryReadCharacter(pattern, ref at, out var first)) return "a class has a wrong escape";
        var last = first;
        if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
        {
            at++;
            if (!TryReadCharacter(pattern, ref at, out last)) return "a class has a wrong escape";
        }
        if (last < first) return "a range in a class ends before it begins";
        members.Add(first, last);
        return null;
    }

    private static bool TryReadCharacter(string pattern, ref int at, out int character)
    {
        if (pattern[at] == '\\') return PatternEscape.TryReadCharacter(pattern, ref at, out character);
        var width = CodePoints.WidthAt(pattern, at);
        character = width == 2 ? char.ConvertToUtf32(pattern, at) : pattern[at];
        at += width;
        return true;
    }
}
