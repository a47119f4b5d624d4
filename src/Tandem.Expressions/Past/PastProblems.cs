using Tandem.Expressions.Checking;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Past;

/// <summary>What to say about questions to the past that are asked wrongly.</summary>
internal static class PastProblems
{
    private const string Order = "After events(\"…\") come .where(…), .within(…) and .followed_by(…), then one question";

    private static readonly string[] Parts = ["where", "within", "followed_by", "not_followed_by"];

    private static readonly string Questions = string.Join(", ", PastQuestion.All.Select(question => $".{question.Name}({(question.Operand is null ? "" : "e, …")})"));

    public static bool IsPart(string function) => Parts.Contains(function);

    /// <summary>A question as an author would write it; null for what is none.</summary>
    public static string? ExampleOf(string function) => function switch
    {
        "where" => "events(\"Order Completed\").where(e, e.properties.total > 50).any()",
        "within" => "events(\"Order Completed\").within(\"30d\").count() >= 1",
        "followed_by" or "not_followed_by" => $"events(\"Cart Viewed\"){Following(function)}.any()",
        _ => PastQuestion.Find(function) is { } question ? $"events(\"Order Completed\"){question.Example}" : null,
    };

    public static Problem NotAsked(Call call) => call.Target is null
        ? new("incomplete", "`events(…)` alone is no value.", call.Span, $"Ask something of it: {Printer.PrintShort(call)}.any(). There are {Questions}")
        : new("incomplete", $"`.{call.Function}(…)` alone is no value.", call.FunctionSpan, $"Ask something of it: {Printer.PrintShort(call)}.any(). There are {Questions}");

    /// <summary>For a walk over events as if they were a list.</summary>
    public static Problem Walked(Macro macro, string name) => new("unknown_function", $"There is no .{name}(…) on events.", macro.Range.Span, macro.Kind switch
    {
        _ when macro.Variables.Length > 1 => $"Ask something of them. There are {Questions}",
        MacroKind.Filter => $"Which of them: {Where(macro)}",
        MacroKind.Exists => $"Whether there are such: {Where(macro)}.any()",
        MacroKind.ExistsOne => $"Whether there is one such: {Where(macro)}.count() == 1",
        MacroKind.All => $"Whether there are no others: {Printer.PrintShort(macro.Range)}.where({macro.Variables[0].Text}, …).none()",
        _ => $"Ask something of them. There are {Questions}",
    });

    private static string Where(Macro macro) => $"{Printer.PrintShort(macro.Range)}.where({macro.Variables[0].Text}, {Printer.PrintShort(macro.Condition ?? macro.Range)})";

    public static Problem Unknown(Call call)
    {
        string[] known = [.. PastQuestion.All.Select(question => question.Name), .. Parts];
        var hint = call.Function switch
        {
            "size" => "How many: .count()",
            _ => Suggestion.For(call.Function, known, nearest => $"Did you mean .{nearest}(…)?") ?? $"{Order}: {Questions}",
        };
        return new("unknown_function", $"There is no .{call.Function}(…) on events.", call.FunctionSpan, hint);
    }

    public static Problem AskedAlready(Call later, Call question) => IsPart(later.Function)
        ? new("bad_arguments", $".{later.Function}(…) comes before the question.", later.FunctionSpan, $"{Order}: .{later.Function}(…).{question.Function}(…)")
        : new("bad_arguments", $".{question.Function}(…) is the question already.", later.FunctionSpan, $"{Order} and no other");

    public static Problem Name(Call root) =>
        new("literal_required", "events(…) takes the event's name, written out in quotes.", root.Span, "For example: events(\"Order Completed\").count() >= 1");

    public static Problem TwoWindows(Call within) =>
        new("bad_arguments", ".within(…) stands here twice.", within.FunctionSpan, "One window is enough: the shorter of the two");

    public static Problem NoLength(TextSpan at, string function) =>
        new("literal_required", $"{function}(…) takes a length of time, written out in quotes.", at, function == "within" ? "For example: .within(\"30d\")" : Following(function));

    public static Problem BadLength(Node at, string text) =>
        new("bad_duration", $"\"{text}\" is no length of time.", at.Span, "Numbers with units w, d, h, m, s: \"30d\", \"12h\", \"1d12h\"");

    public static Problem NothingInBrackets(Call call) =>
        new("bad_arguments", $".{call.Function}() takes nothing in its brackets.", call.Arguments[0].Span, call.Arguments is [Syntax.Name, _]
            ? $"Which events is said before it: .where({string.Join(", ", call.Arguments.Select(Printer.PrintShort))}).{call.Function}()"
            : $"Which events and when is said before it: events(\"Order Completed\").within(\"30d\").{call.Function}()");

    public static Problem NoBrackets(Select select, PastQuestion question) =>
        new("incomplete", $".{select.Field} asks with brackets.", select.FieldSpan, question.Operand is null ? $".{select.Field}()" : $"For example: {question.Example}");

    public static Problem NoExpression(Call call, string example)
    {
        var said = call.Function == "where" ? "a condition on it" : "what to ask of it";
        var hint = call.Arguments switch
        {
            [Literal literal] when FactReader.StringIn(literal) is { } name && Words.IsPlainField(name) && call.Function != "where" => $"For example: .{call.Function}(e, e.properties.{name})",
            [Literal] or [] => $"For example: {example}",
            [Syntax.Name { IsAbsolute: false } name] when call.Function != "where" => $"For example: .{call.Function}(e, e.properties.{name.Text})",
            [var only] => $"Name the event first: .{call.Function}(e, {Printer.PrintShort(only)})",
            [Syntax.Name, ..] => $"Exactly two: {example}",
            _ => $"The first is a name, any will do: {example}",
        };
        return new("bad_arguments", $".{call.Function}(…) takes a name for the event and {said}.", call.FunctionSpan, hint);
    }

    public static Problem NoFollowing(Call call)
    {
        var hint = call.Arguments is [Literal first, ..] && FactReader.StringIn(first) is { } name
            ? $"The other events are written as these: .{call.Function}(events({LiteralText.Of(Values.Value.Of(name))}), \"7d\")"
            : Following(call.Function);
        return new("bad_arguments", $".{call.Function}(…) takes other events and a length of time.", call.FunctionSpan, hint);
    }

    public static Problem InFollowing(Call part, string function) => part.Function switch
    {
        "within" => new("bad_arguments", $"The events in {function}(…) have no window of their own.", part.FunctionSpan, $"How long after is said behind them: {Following(function)}"),
        _ when IsPart(part.Function) => new("bad_arguments", $"The events in {function}(…) are not followed by others.", part.FunctionSpan, $"{Following(function)}, once for each kind of events that must follow"),
        _ when PastQuestion.Find(part.Function) is not null => new("bad_arguments", $"Nothing is asked of the events in {function}(…).", part.FunctionSpan, $"Ask at the end: {Following(function)}.count()"),
        _ => Unknown(part),
    };

    private static string Following(string function) => $".{function}(events(\"Order Completed\"), \"7d\")";
}
