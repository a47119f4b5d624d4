using Tandem.Expressions.Checking;
using Tandem.Expressions.Syntax;
using Tandem.Primitives;

namespace Tandem.Expressions.Facts;

/// <summary>Reads questions about the past: <c>events("Order Completed").within("30d").count()</c>.</summary>
internal static class HistoryReader
{
    private const string Root = "events";

    private static readonly string[] Questions = ["count", "none", "any", "first", "last", "within"];
    private static readonly string[] Later = ["where", "sum", "avg", "min", "max", "values", "distinct", "per", "since", "before", "after"];

    /// <summary>Whether a call, or the calls it is made on, begins with <c>events(…)</c>.</summary>
    public static bool IsHistory(Call call)
    {
        while (call.Target is Call target) call = target;
        return call is { Target: null, Function: Root };
    }

    public static FactReading Read(Call call)
    {
        if (call.Target is null)
            return NameOf(call).Problem ?? new Problem("incomplete", "`events(…)` alone is no value.", call.Span, $"Ask something of it: {Printer.Print(call)}.count(), .none(), .any(), .first() or .last()");
        if (call.Function == "within" && ReadWindow(call) is { } wrong) return wrong;
        if (call.Function == "within")
            return new Problem("incomplete", "`within(…)` alone is no value.", call.FunctionSpan, "Ask something of it: .within(\"30d\").count(), .none() or .any()");
        return QuestionOf(call.Function) is { } question ? Question(call, question.Function, question.Form) : NoQuestion(call);
    }

    private static FactReading Question(Call call, AggregateFunction function, FactForm form)
    {
        if (call.Arguments.Length > 0)
            return new Problem("bad_arguments", $".{call.Function}() takes nothing in its brackets.", call.Arguments[0].Span, $"Which events and when is said before it: events(\"Order Completed\").within(\"30d\").{call.Function}()");
        if (call.Target is not Call subject) return default;
        Duration? window = null;
        if (subject.Function == "within" && subject.Target is Call inner)
        {
            if (ReadWindow(subject) is { } wrong) return wrong;
            if (function is AggregateFunction.First or AggregateFunction.Last)
                return new Problem("not_yet", $".{call.Function}() after .within(…) is not part of the language yet.", call.FunctionSpan, $"Without the window: {Root}(\"Order Completed\").{call.Function}()");
            window = WindowOf(subject);
            subject = inner;
        }
        if (subject.Target is not null)
        {
            return Read(subject).Problem is { } earlier && subject.Function != "within"
                ? earlier
                : new Problem("bad_arguments", $".{subject.Function}(…) cannot stand here.", subject.FunctionSpan, "The order is events(\"…\"), then .within(\"…\") at most once, then one question: .count(), .none(), .any(), .first() or .last()");
        }
        var name = NameOf(subject);
        return name.Problem is { } problem ? problem : new FactReading(new Fact(FactKind.Aggregate, "", new Aggregate(function, name.Text, window)), null, form);
    }

    private static (string Text, Problem? Problem) NameOf(Call root) =>
        root.Arguments.Length == 1 && FactReader.StringIn(root.Arguments[0]) is { Length: > 0 } name
            ? (name, null)
            : ("", new Problem("literal_required", "events(…) takes the event's name, written out in quotes.", root.Span, "For example: events(\"Order Completed\").count() >= 1"));

    private static Problem? ReadWindow(Call within)
    {
        if (within.Arguments.Length != 1 || FactReader.StringIn(within.Arguments[0]) is not { } text)
            return new Problem("literal_required", "within(…) takes a length of time, written out in quotes.", within.Arguments.Length == 1 ? within.Arguments[0].Span : within.FunctionSpan, "For example: .within(\"30d\")");
        return Duration.TryParse(text, out var window) && window.Micros > 0
            ? null
            : new Problem("bad_duration", $"\"{text}\" is no length of time.", within.Arguments[0].Span, "Numbers with units w, d, h, m, s: \"30d\", \"12h\", \"1d12h\"");
    }

    private static Duration WindowOf(Call within) =>
        Duration.TryParse(FactReader.StringIn(within.Arguments[0]), out var window) ? window : default;

    private static (AggregateFunction Function, FactForm Form)? QuestionOf(string name) => name switch
    {
        "count" => (AggregateFunction.Count, FactForm.Value),
        "none" => (AggregateFunction.Count, FactForm.None),
        "any" => (AggregateFunction.Count, FactForm.Any),
        "first" => (AggregateFunction.First, FactForm.Value),
        "last" => (AggregateFunction.Last, FactForm.Value),
        _ => null,
    };

    private static Problem NoQuestion(Call call)
    {
        if (Later.Contains(call.Function))
            return new("not_yet", $".{call.Function}(…) is not part of the language yet.", call.FunctionSpan, "Now there are .within(\"30d\"), .count(), .none(), .any(), .first() and .last()");
        return new("unknown_function", $"There is no .{call.Function}(…) on events.", call.FunctionSpan, Suggestion.For(call.Function, Questions, nearest => $"Did you mean .{nearest}(…)?") ?? "There are .within(\"30d\"), .count(), .none(), .any(), .first() and .last()");
    }
}
