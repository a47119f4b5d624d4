using System.Globalization;
using System.Text;

namespace Tandem.Expressions.Functions;

/// <summary>Escapes of patterns, alone or in a class: characters (<c>\n \x41 \x{1F431} \.</c>) and classes (<c>\d \W \pL \P{Lu}</c>).</summary>
internal static class PatternEscape
{
    private static readonly Dictionary<string, (int First, int Last)[]> Named = new()
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 0x7F)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 0x1F), (0x7F, 0x7F)],
        ["digit"] = [('0', '9')],
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
        // Unlike [:space:], this one is without the vertical tab.
        ["s"] = [('\t', '\n'), ('\f', '\r'), (' ', ' ')],
    };

    public static bool TryAddNamed(string name, CharacterClass members)
    {
        var isNegated = name.StartsWith('^');
        if (name == "s" || !Named.TryGetValue(isNegated ? name[1..] : name, out var ranges)) return false;
        members.Add(ranges, isNegated);
        return true;
    }

    /// <param name="at">On the backslash; behind the escape if it is one of a class.</param>
    /// <param name="wrong">For an escape that begins like one of a class and is none.</param>
    public static bool TryReadClass(string pattern, ref int at, CharacterClass members, out string? wrong)
    {
        wrong = null;
        if (at + 1 >= pattern.Length) return false;
        var c = pattern[at + 1];
        var name = char.ToLowerInvariant(c) switch { 'd' => "digit", 'w' => "word", 's' => "s", _ => null };
        if (name is not null)
        {
            at += 2;
            members.Add(Named[name], char.IsAsciiLetterUpper(c));
            return true;
        }
        if (c is not ('p' or 'P')) return false;
        var end = at + 2 < pattern.Length && pattern[at + 2] == '{' ? pattern.IndexOf('}', at) : at + 2;
        if (end < 0 || end >= pattern.Length)
        {
            wrong = "a category has no name";
            return true;
        }
        var category = pattern[(at + 2)..(end + 1)].Trim('{', '}');
        var isNegated = c == 'P' ^ category.StartsWith('^');
        at = end + 1;
        members.AddCategory(category.TrimStart('^'), isNegated);
        return true;
    }

    /// <param name="at">On the backslash; behind the escape if it is one of a character.</param>
    public static bool TryReadCharacter(string pattern, ref int at, out int character)
    {
        character = 0;
        if (at + 1 >= pattern.Length) return false;
        var c = pattern[at + 1];
        if (char.IsAsciiDigit(c)) return TryReadOctal(pattern, ref at, out character);
        if (c == 'x') return TryReadHexadecimal(pattern, ref at, out character);
        character = c switch
        {
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            _ => char.IsAscii(c) && !char.IsAsciiLetter(c) ? c : -1,
        };
        at += 2;
        return character >= 0;
    }

    /// <summary><c>\0</c>, <c>\012</c>, <c>\101</c>; one digit alone would refer back to a group, which there is not.</summary>
    private static bool TryReadOctal(string pattern, ref int at, out int character)
    {
        var end = at + 1;
        for (character = 0; end < pattern.Length && end < at + 4 && pattern[end] is >= '0' and <= '7'; end++) character = character * 8 + pattern[end] - '0';
        var isOctal = pattern[at + 1] == '0' || end > at + 2;
        at = end;
        return isOctal;
    }

    /// <summary><c>\x41</c>, <c>\x{1F431}</c></summary>
    private static bool TryReadHexadecimal(string pattern, ref int at, out int character)
    {
        character = 0;
        var isBraced = at + 2 < pattern.Length && pattern[at + 2] == '{';
        var start = isBraced ? at + 3 : at + 2;
        var end = isBraced ? pattern.IndexOf('}', start) : start + 2;
        if (end < 0 || end > pattern.Length || end == start || !int.TryParse(pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out character)) return false;
        at = isBraced ? end + 1 : end;
        return character >= 0 && Rune.IsValid(character);
    }
}
