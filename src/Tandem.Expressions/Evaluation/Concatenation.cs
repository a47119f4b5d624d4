using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary><c>+</c> of text, bytes and lists. What it makes is bounded, because a chain of macros could double it at every step.</summary>
internal static class Concatenation
{
    private const int Longest = 1_000_000;

    public static Value? Of(Value left, Value right) => (left.Kind, right.Kind) switch
    {
        (ValueKind.String, ValueKind.String) => left.AsString.Length + right.AsString.Length > Longest ? Failures.TooLarge : Value.Of(left.AsString + right.AsString),
        (ValueKind.Bytes, ValueKind.Bytes) => left.AsBytes.Length + right.AsBytes.Length > Longest ? Failures.TooLarge : Value.Of([.. left.AsBytes, .. right.AsBytes]),
        (ValueKind.List, ValueKind.List) => left.AsList.Count + right.AsList.Count > Longest ? Failures.TooLarge : Value.Of(Joined(left.AsList, right.AsList)),
        _ => null,
    };

    private static List<Value> Joined(IReadOnlyList<Value> left, IReadOnlyList<Value> right)
    {
        var joined = new List<Value>(left.Count + right.Count);
        joined.AddRange(left);
        joined.AddRange(right);
        return joined;
    }
}
