using System.Text;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>
/// <c>replace</c>, <c>split</c> and <c>join</c> of text. An empty text to replace or split at stands before every code
/// point and, to replace, at the end. A negative limit is none.
/// </summary>
internal static class Pieces
{
    private static readonly Overloads Joining = new(".join(…) of a list with");

    /// <param name="limit">How often at most.</param>
    public static Value? Replace(Value text, Value part, Value by, Value limit, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || part.Kind != ValueKind.String || by.Kind != ValueKind.String || limit.Kind != ValueKind.Int) return null;
        var (whole, wanted, replacement) = (text.AsString, part.AsString, by.AsString);
        if (!frame.TrySearch(whole, wanted) || !frame.TryWrite(whole.Length)) return Failures.TooMuchWork;
        var most = limit.AsInt < 0 ? long.MaxValue : limit.AsInt;
        var made = new StringBuilder();
        var copied = 0;
        for (var done = 0L; done < most && Next(whole, wanted, copied, done > 0) is { } found; done++)
        {
            if (!frame.TryWrite(replacement.Length)) return Failures.TooMuchWork;
            made.Append(whole, copied, found - copied).Append(replacement);
            copied = found + wanted.Length;
        }
        return copied == 0 && made.Length == 0 ? text : Value.Of(made.Append(whole, copied, whole.Length - copied).ToString());
    }

    /// <param name="limit">How many pieces at most; the last one then is all the rest.</param>
    public static Value? Split(Value text, Value separator, Value limit, ref Frame frame)
    {
        if (text.Kind != ValueKind.String || separator.Kind != ValueKind.String || limit.Kind != ValueKind.Int) return null;
        var (whole, wanted) = (text.AsString, separator.AsString);
        if (!frame.TrySearch(whole, wanted) || !frame.TryWrite(whole.Length)) return Failures.TooMuchWork;
        var most = limit.AsInt < 0 ? long.MaxValue : limit.AsInt;
        var pieces = new List<Value>();
        if (most == 0 || (whole.Length == 0 && wanted.Length == 0)) return Value.Of(pieces);
        var copied = 0;
        while (pieces.Count < most - 1 && Next(whole, wanted, copied, true) is { } found && (wanted.Length > 0 || found < whole.Length))
        {
            if (!frame.TryWork()) return Failures.TooMuchWork;
            pieces.Add(Value.Of(whole[copied..found]));
            copied = found + wanted.Length;
        }
        pieces.Add(Value.Of(whole[copied..]));
        return Value.Of(pieces);
    }

    public static Value? Join(Value list, Value separator, ref Frame frame)
    {
        if (list.Kind != ValueKind.List || separator.Kind != ValueKind.String) return null;
        var joined = new StringBuilder();
        for (var i = 0; i < list.AsList.Count; i++)
        {
            var item = list.AsList[i];
            if (item.Kind != ValueKind.String) return Joining.Missing(item);
            if (!frame.TryRead(item, separator)) return Failures.TooMuchWork;
            if (i > 0) joined.Append(separator.AsString);
            joined.Append(item.AsString);
        }
        return Value.Of(joined.ToString());
    }

    /// <param name="isLater">Whether an empty part was found at the start already.</param>
    private static int? Next(string whole, string wanted, int start, bool isLater)
    {
        if (wanted.Length == 0)
        {
            if (!isLater) return start;
            return start < whole.Length ? start + CodePoints.WidthAt(whole, start) : null;
        }
        var found = whole.AsSpan(start).IndexOf(wanted, StringComparison.Ordinal);
        return found < 0 ? null : start + found;
    }
}
