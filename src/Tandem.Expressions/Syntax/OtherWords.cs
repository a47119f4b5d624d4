using System.Collections.Frozen;

namespace Tandem.Expressions.Syntax;

/// <summary>What authors bring along from other languages, and how it is written in this one.</summary>
internal static class OtherWords
{
    private static readonly FrozenDictionary<string, string> Operators = Known(
        ("And is written &&", ["and"]),
        ("Or is written ||", ["or"]),
        ("Not is written !, right before what it is about", ["not"]),
        ("Equality is written ==", ["is", "eq", "equals"]),
        ("Inequality is written !=", ["ne", "isnt"]),
        ("Text is looked for with .contains(\"…\"), .startsWith(\"…\") or .matches(\"…\")", ["like", "contains", "matches"]),
        ("Between is written x >= 1 && x <= 2", ["between"]),
        ("A choice is written condition ? a : b", ["if", "then", "else", "case", "when", "elsif"]));

    private static readonly FrozenDictionary<string, string> Functions = Known(
        ("How long it is, or how many it has: x.size()", ["len", "length", "strlen", "cardinality"]),
        ("For example: x.lowerAscii()", ["lower", "toLower", "toLowerCase", "lowercase"]),
        ("For example: x.upperAscii()", ["upper", "toUpper", "toUpperCase", "uppercase"]),
        ("In a journey the moment is `now`; a segment looks back: events(\"…\").within(\"30d\")", ["now", "today", "getDate", "currentDate", "current_date", "current_timestamp"]),
        ("An item is looked for with `in`: x in list", ["includes", "containsAny", "hasItem"]),
        ("For example: x.size() == 0", ["isEmpty", "empty"]),
        ("What may be missing: customer.traits.?plan.orValue(\"free\")", ["coalesce", "ifNull", "nvl", "default", "getOrDefault"]),
        ("Whether it is known: has(customer.traits.plan)", ["isNull", "isSet", "isDefined", "known", "exist"]),
        ("For example: math.abs(x), math.round(x), math.least(a, b), math.greatest(a, b)", ["abs", "round", "ceil", "ceiling", "floor", "sqrt", "trunc", "least", "greatest"]),
        ("A time of a text is timestamp(x); its parts are .getFullYear(), .getMonth(), .getDate(), .getDayOfWeek(), .getHours()", ["date", "datetime", "toDate", "parseDate", "year", "month", "day", "hour", "weekday", "dayOfWeek"]),
        ("For example: string(x)", ["str", "toString", "text"]),
        ("For example: double(x), or int(x)", ["number", "toNumber", "parseInt", "parseFloat", "float", "toInt"]),
        ("For example: in_segment(\"lapsing\")", ["segment", "member", "memberOf"]));

    public static string? ForOperator(string word) => Operators.GetValueOrDefault(word);

    public static string? ForFunction(string name) => Functions.GetValueOrDefault(name);

    private static FrozenDictionary<string, string> Known(params (string Hint, string[] Words)[] hints) =>
        hints.SelectMany(hint => hint.Words, (hint, word) => KeyValuePair.Create(word, hint.Hint)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
