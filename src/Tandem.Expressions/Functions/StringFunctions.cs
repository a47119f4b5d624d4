using System.Collections.Immutable;
using System.Text;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>
/// <c>charAt indexOf lastIndexOf substring replace split join trim reverse lowerAscii upperAscii format</c> and
/// <c>strings.quote</c>. Positions count code points from 0; a position outside of the text is an error. What is made is
/// counted as work before it is made.
/// </summary>
internal static class StringFunctions
{
    private static readonly RuleType Texts = RuleType.ListOf(RuleType.String);
    private static readonly Value NoSuchPosition = Failures.Of("invalid_argument", "The text has no such position.");

    public static readonly ImmutableArray<Function> All =
    [
        Pair("charAt", CharAt, RuleType.Int, RuleType.String),
        Pair("indexOf", (Value text, Value part, ref Frame frame) => IndexOf(text, part, null, false, ref frame), RuleType.String, RuleType.Int),
        Many("indexOf", (ReadOnlySpan<Value> all, ref Frame frame) => IndexOf(all[0], all[1], all[2], false, ref frame), RuleType.Int, RuleType.String, RuleType.Int),
        Pair("lastIndexOf", (Value text, Value part, ref Frame frame) => IndexOf(text, part, null, true, ref frame), RuleType.String, RuleType.Int),
        Many("lastIndexOf", (ReadOnlySpan<Value> all, ref Frame frame) => IndexOf(all[0], all[1], all[2], true, ref frame), RuleType.Int, RuleType.String, RuleType.Int),
        Pair("substring", (Value text, Value start, ref Frame _) => Substring(text, start, null), RuleType.Int, RuleType.String),
        Many("substring", (ReadOnlySpan<Value> all, ref Frame _) => Substring(all[0], all[1], all[2]), RuleType.String, RuleType.Int, RuleType.Int),
        Many("replace", (ReadOnlySpan<Value> all, ref Frame frame) => Pieces.Replace(all[0], all[1], all[2], Value.Of(-1), ref frame), RuleType.String, RuleType.String, RuleType.String),
        Many("replace", (ReadOnlySpan<Value> all, ref Frame frame) => Pieces.Replace(all[0], all[1], all[2], all[3], ref frame), RuleType.String, RuleType.String, RuleType.String, RuleType.Int),
        Pair("split", (Value text, Value separator, ref Frame frame) => Pieces.Split(text, separator, Value.Of(-1), ref frame), RuleType.String, Texts),
        Many("split", (ReadOnlySpan<Value> all, ref Frame frame) => Pieces.Split(all[0], all[1], all[2], ref frame), Texts, RuleType.String, RuleType.Int),
        new("join", true, (Value list, ref Frame frame) => Pieces.Join(list, Value.Of(""), ref frame), new Signature([Texts], RuleType.String)),
        new("join", true, Pieces.Join, new Signature([Texts, RuleType.String], RuleType.String)),
        Plain("trim", text => text.Trim()),
        Plain("lowerAscii", text => string.Create(text.Length, text, (made, from) => Map(from, made, char.IsAsciiLetterUpper))),
        Plain("upperAscii", text => string.Create(text.Length, text, (made, from) => Map(from, made, char.IsAsciiLetterLower))),
        Plain("reverse", Reversed),
        Pair("format", TextFormat.Format, RuleType.AnyList, RuleType.String),
        new("strings.quote", false, (Value text, ref Frame _) => text.Kind == ValueKind.String ? Value.Of(Quoted(text.AsString)) : null, new Signature([RuleType.String], RuleType.String)),
    ];

    private static Function Plain(string name, Func<string, string> body) =>
        new(name, true, (Value text, ref Frame _) => text.Kind == ValueKind.String ? Value.Of(body(text.AsString)) : null, new Signature([RuleType.String], RuleType.String));

    private static Function Pair(string name, TwoArguments body, RuleType argument, RuleType result) =>
        new(name, true, body, new Signature([RuleType.String, argument], result));

    private static Function Many(string name, ManyArguments body, RuleType result, params ReadOnlySpan<RuleType> arguments) =>
        new(name, true, body, new Signature([RuleType.String, .. arguments], result));

    private static Value? CharAt(Value text, Value position, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || position.Kind != ValueKind.Int) return null;
        if (CodePoints.PlaceOf(text.AsString, position.AsInt) is not { } at) return NoSuchPosition;
        return Value.Of(at == text.AsString.Length ? "" : text.AsString.Substring(at, CodePoints.WidthAt(text.AsString, at)));
    }

    /// <param name="from">Where to begin: the first possible place, or, looking for the last one, the last.</param>
    private static Value? IndexOf(Value text, Value part, Value? from, bool last, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || part.Kind != ValueKind.String || from is { Kind: not ValueKind.Int }) return null;
        var (whole, wanted) = (text.AsString, part.AsString);
        if (!frame.TrySearch(whole, wanted)) return Failures.TooMuchWork;
        if ((from is { } given ? CodePoints.PlaceOf(whole, given.AsInt) : last ? whole.Length : 0) is not { } start) return NoSuchPosition;
        var found = last ? LastIndexOf(whole, wanted, start) : IndexOf(whole, wanted, start);
        return Value.Of(found < 0 ? -1L : CodePoints.Count(whole.AsSpan(0, found)));
    }

    private static int IndexOf(string whole, string wanted, int start)
    {
        var found = whole.AsSpan(start).IndexOf(wanted, StringComparison.Ordinal);
        return found < 0 ? -1 : start + found;
    }

    private static int LastIndexOf(string whole, string wanted, int start) =>
        whole.AsSpan(0, (int)Math.Min(whole.Length, (long)start + wanted.Length)).LastIndexOf(wanted, StringComparison.Ordinal);

    private static Value? Substring(Value text, Value start, Value? end)
    {
        if (text.Kind != ValueKind.String || start.Kind != ValueKind.Int || end is { Kind: not ValueKind.Int }) return null;
        var whole = text.AsString;
        if (CodePoints.PlaceOf(whole, start.AsInt) is not { } first || (end is { } given ? CodePoints.PlaceOf(whole, given.AsInt) : whole.Length) is not { } after || after < first) return NoSuchPosition;
        return Value.Of(whole[first..after]);
    }

    /// <summary>The text with the letters that are told of in the other case; in ASCII that is one bit.</summary>
    private static void Map(string from, Span<char> made, Func<char, bool> isOther)
    {
        for (var i = 0; i < made.Length; i++) made[i] = isOther(from[i]) ? (char)(from[i] ^ 0x20) : from[i];
    }

    private static string Reversed(string text)
    {
        var reversed = new char[text.Length];
        for (int at = 0, width; at < text.Length; at += width)
        {
            width = CodePoints.WidthAt(text, at);
            text.AsSpan(at, width).CopyTo(reversed.AsSpan(text.Length - at - width));
        }
        return new string(reversed);
    }

    private const string Escaped = "\a\b\f\n\r\t\v\\\"";
    private const string Escapes = "abfnrtv\\\"";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var at = 0; at < text.Length; at++)
        {
            var escape = Escaped.IndexOf(text[at]);
            if (escape >= 0) quoted.Append('\\').Append(Escapes[escape]);
            else quoted.Append(text[at]);
        }
        return quoted.Append('"').ToString();
    }
}
