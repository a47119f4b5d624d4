using Tandem.Expressions.Values;

namespace Tandem.Expressions.Evaluation;

/// <summary><c>+</c> of text, bytes and lists. Copying counts as work, because a chain of macros could double a value at every step.</summary>
internal static class Concatenation
{
    public static Value? Of(Value left, Value right, ref Frame frame)
    {
        switch (left.Kind, right.Kind)
        {
            case (ValueKind.String, ValueKind.String):
                return frame.TryRead(left, right) ? Value.Of(left.AsString + right.AsString) : Failures.TooMuchWork;
            case (ValueKind.Bytes, ValueKind.Bytes):
                return frame.TryRead(left, right) ? Value.Of([.. left.AsBytes, .. right.AsBytes]) : Failures.TooMuchWork;
            case (ValueKind.List, ValueKind.List):
                return frame.TryWork(left.AsList.Count + right.AsList.Count) ? Value.Of(Joined(left.AsList, right.AsList)) : Failures.TooMuchWork;
            default:
                return null;
        }
    }

    private static List<Value> Joined(IReadOnlyList<Value> left, IReadOnlyList<Value> right)
    {
        var joined = new List<Value>(left.Count + right.Count);
        joined.AddRange(left);
        joined.AddRange(right);
        return joined;
    }
}
