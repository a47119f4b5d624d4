using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Evaluation;

/// <summary>
/// Optionals and their contents. Steps hand contents to each other where they can, with <see cref="Marks.Absent"/> for
/// none, so that an optional which is asked at once is never made.
/// </summary>
internal static class Optionals
{
    public static Value Of(Value content) => Marks.IsAbsent(content) ? Value.None : content.IsError ? content : Value.Some(content);

    /// <summary>What an optional holds; an error for a value that is none.</summary>
    public static Value ContentOf(Value optional, Overloads asker) => optional.Kind switch
    {
        ValueKind.Optional => optional.AsOptional ?? Marks.Absent,
        ValueKind.Error => optional,
        _ => asker.Missing(optional),
    };

    public static Value IsThere(Value content) => content.IsError && !Marks.IsAbsent(content) ? content : Value.Of(!content.IsError);

    /// <summary>A fact that is missing has no value; other errors stay.</summary>
    public static Value ContentOfFact(Value fact) => Failures.IsNoSuchKey(fact) ? Marks.Absent : fact;

    /// <summary>Whether it is what its kind begins with: zero, nothing, empty; times begin with 1970.</summary>
    public static bool IsZero(Value value) => value.Kind switch
    {
        ValueKind.Null => true,
        ValueKind.Bool => !value.IsTrue,
        ValueKind.Int => value.AsInt == 0,
        ValueKind.Uint => value.AsUint == 0,
        ValueKind.Double => value.AsDouble == 0,
        ValueKind.String => value.AsString.Length == 0,
        ValueKind.Bytes => value.AsBytes.Length == 0,
        ValueKind.List => value.AsList.Count == 0,
        ValueKind.Map => value.AsMap.Count == 0,
        ValueKind.Timestamp => value.AsTimestamp == default(Instant),
        ValueKind.Duration => value.AsDuration == default(Duration),
        _ => false,
    };
}
