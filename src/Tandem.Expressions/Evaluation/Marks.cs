using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Evaluation;

/// <summary>Stand-ins that steps hand to each other and that no evaluation ever results in.</summary>
internal static class Marks
{
    /// <summary>In the local of a binding whose value nobody asked for yet.</summary>
    public static readonly Value Pending = Value.Of(new Error("pending", "This is not evaluated yet."));

    /// <summary>Instead of the content of an optional that holds none.</summary>
    public static readonly Value Absent = Value.Of(new Error("absent", "There is no value here."));

    public static bool IsAbsent(Value value) => Is(value, Absent);

    public static bool IsPending(Value value) => Is(value, Pending);

    private static bool Is(Value value, Value mark) => value.IsError && ReferenceEquals(value.AsError, mark.AsError);
}
