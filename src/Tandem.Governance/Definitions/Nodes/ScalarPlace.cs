using System.Text;
using YamlDotNet.Core;

namespace Tandem.Governance.Definitions.Nodes;

/// <summary>
/// Where a single value stands in its source. A value is not its source: quotes, escapes, folding and indentation lie
/// between. To tell a place inside the value, its source is read once more character by character; the answer counts
/// only when that gives the same value as the parser did.
/// </summary>
/// <param name="Source">The whole text, with <c>\n</c> as its only line end.</param>
public readonly record struct ScalarPlace(string Source, int Start, int End, ScalarStyle Style)
{
    public (int Line, int Column)? Locate(string value, int offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset, (uint)value.Length);
        if (Source is null) return null;
        var copy = new Copy(Source);
        var known = Style is ScalarStyle.Literal or ScalarStyle.Folded ? copy.Block(Start, End, Style == ScalarStyle.Folded) : copy.Flow(Start, End, Style);
        if (!known || !copy.Gives(value)) return null;
        return LineAndColumn(Source, copy.SourceOf(offset, value));
    }

    private static (int Line, int Column) LineAndColumn(string source, int index)
    {
        var line = 1 + source.AsSpan(0, index).Count('\n');
        var before = index == 0 ? -1 : source.LastIndexOf('\n', index - 1);
        return (line, index - before);
    }

    /// <summary>The value made once more, each character with the index it came from.</summary>
    private sealed class Copy(string source)
    {
        private readonly StringBuilder made = new();
        private readonly List<int> from = [];
        private int end;

        // The source of a plain value may run on over spaces and comments; a block's last line ends may be cut.
        public bool Gives(string value)
        {
            var body = value.TrimEnd('\n');
            return made.Length >= body.Length && made.ToString(0, body.Length) == body;
        }

        public int SourceOf(int offset, string value) =>
            offset < from.Count && offset < value.TrimEnd('\n').Length ? from[offset] : offset > 0 && offset <= from.Count ? from[offset - 1] + 1 : end;

        public bool Flow(int start, int stop, ScalarStyle style)
        {
            end = stop;
            var i = start;
            if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted) (i, stop) = (i + 1, stop - 1);
            while (i < stop)
            {
                var c = source[i];
                if (c == '\n') i = Fold(i, stop);
                else if (style == ScalarStyle.SingleQuoted && c == '\'') i = Put(c, i, 2);
                else if (style == ScalarStyle.DoubleQuoted && c == '\\')
                {
                    if (i + 1 >= stop) return false;
                    if (source[i + 1] == '\n') i = SkipBlank(i + 2, stop);
                    else i = Escape(i);
                    if (i < 0) return false;
                }
                else i = Put(c, i, 1);
            }
            return true;
        }

        public bool Block(int start, int stop, bool folded)
        {
            end = stop;
            var header = source.IndexOf('\n', start);
            if (header < 0 || header >= stop) return false;
            // With an indentation indicator the indent hangs on the parent's; rare enough to do without.
            var indicators = source.AsSpan(start, header - start);
            var comment = indicators.IndexOf('#');
            if ((comment < 0 ? indicators : indicators[..comment]).IndexOfAnyInRange('0', '9') >= 0) return false;

            var indent = -1;
            var breaks = 0;
            var before = LineKind.None;
            for (var i = header + 1; i < stop;)
            {
                var lineEnd = source.IndexOf('\n', i);
                if (lineEnd < 0 || lineEnd > stop) lineEnd = stop;
                var line = source.AsSpan(i, lineEnd - i);
                var spaces = line.IndexOfAnyExcept(' ');
                if (indent < 0 && spaces >= 0) indent = spaces;
                if (spaces < 0 && (indent < 0 || line.Length <= indent)) breaks++;
                else
                {
                    if (spaces >= 0 && spaces < indent) break;
                    var kind = folded && line[indent] is not (' ' or '\t') ? LineKind.Folds : LineKind.Stands;
                    Join(before, kind, ref breaks, i);
                    for (var at = indent; at < line.Length; at++) Put(line[at], i + at, 1);
                    before = kind;
                }
                i = lineEnd + 1;
            }
            return true;
        }

        private void Join(LineKind before, LineKind now, ref int breaks, int lineStart)
        {
            if (before == LineKind.Folds && now == LineKind.Folds && breaks == 0) Put(' ', lineStart - 1, 0);
            else
            {
                var lineEnds = before == LineKind.None || (before == LineKind.Folds && now == LineKind.Folds) ? breaks : breaks + 1;
                for (var n = 0; n < lineEnds; n++) Put('\n', lineStart - 1, 0);
            }
            breaks = 0;
        }

        private int Fold(int i, int stop)
        {
            while (made.Length > 0 && made[^1] is ' ' or '\t')
            {
                made.Length--;
                from.RemoveAt(from.Count - 1);
            }
            var first = i;
            var lineEnds = 0;
            for (; i < stop && source[i] is '\n' or ' ' or '\t'; i++)
                if (source[i] == '\n') lineEnds++;
            if (lineEnds == 1) Put(' ', first, 0);
            for (var n = 1; n < lineEnds; n++) Put('\n', first, 0);
            return i;
        }

        private int SkipBlank(int i, int stop)
        {
            while (i < stop && source[i] is ' ' or '\t') i++;
            return i;
        }

        private int Escape(int i)
        {
            var code = source[i + 1];
            var digits = code switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0)
            {
                if (i + 2 + digits > source.Length || !int.TryParse(source.AsSpan(i + 2, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var rune)) return -1;
                var text = rune > char.MaxValue ? (Rune.IsValid(rune) ? new Rune(rune).ToString() : "") : ((char)rune).ToString();
                foreach (var c in text) Put(c, i, 0);
                return i + 2 + digits;
            }
            char? plain = code switch
            {
                '0' => '\0', 'a' => '\a', 'b' => '\b', 't' or '\t' => '\t', 'n' => '\n', 'v' => '\v', 'f' => '\f', 'r' => '\r', 'e' => '\u001b',
                '"' or '/' or '\\' or ' ' => code, 'N' => '\u0085', '_' => '\u00a0', 'L' => '\u2028', 'P' => '\u2029',
                _ => null,
            };
            return plain is { } known ? Put(known, i, 2) : -1;
        }

        private int Put(char c, int at, int width)
        {
            made.Append(c);
            from.Add(at);
            return at + width;
        }
    }

    private enum LineKind
    {
        None,
        Folds,
        Stands,
    }
}
