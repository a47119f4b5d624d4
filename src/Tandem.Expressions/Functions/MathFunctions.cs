using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>
/// <c>math.greatest</c> and <c>least</c> of numbers of all kinds, by amount, or of a list of them; <c>ceil</c>,
/// <c>floor</c>, <c>round</c> (halves away from zero) and <c>trunc</c>; <c>abs</c>, <c>sign</c>, <c>sqrt</c>;
/// <c>isNaN</c>, <c>isInf</c>, <c>isFinite</c>.
/// </summary>
internal static class MathFunctions
{
    private static readonly Value NoNumbers = Failures.Of("invalid_argument", "A list of no numbers has no greatest and no least.");
    private static readonly Value NotOrdered = Failures.Of("invalid_argument", "A value that is no number (NaN) is not greater or less than others.");

    public static readonly ImmutableArray<Function> All =
    [
        .. Extreme("math.greatest", 1),
        .. Extreme("math.least", -1),
        OfDouble("math.ceil", Math.Ceiling),
        OfDouble("math.floor", Math.Floor),
        OfDouble("math.round", number => Math.Round(number, MidpointRounding.AwayFromZero)),
        OfDouble("math.trunc", Math.Truncate),
        Test("math.isNaN", double.IsNaN),
        Test("math.isInf", double.IsInfinity),
        Test("math.isFinite", double.IsFinite),
        new("math.abs", false, Abs, Same(RuleType.Double), Same(RuleType.Int), Same(RuleType.Uint)),
        new("math.sign", false, Sign, Same(RuleType.Double), Same(RuleType.Int), Same(RuleType.Uint)),
        new("math.sqrt", false, Sqrt, new Signature([RuleType.Double], RuleType.Double), new Signature([RuleType.Int], RuleType.Double), new Signature([RuleType.Uint], RuleType.Double)),
    ];

    private static Signature Same(RuleType type) => new([type], type);

    private static Function OfDouble(string name, Func<double, double> body) =>
        new(name, false, (Value value, ref Frame _) => value.Kind == ValueKind.Double ? Value.Of(body(value.AsDouble)) : null, Same(RuleType.Double));

    private static Function Test(string name, Func<double, bool> body) =>
        new(name, false, (Value value, ref Frame _) => value.Kind == ValueKind.Double ? Value.Of(body(value.AsDouble)) : null, new Signature([RuleType.Double], RuleType.Bool));

    private static Function[] Extreme(string name, int sign) =>
    [
        new(name, false, (Value value, ref Frame frame) => value.Kind == ValueKind.List ? OfList(value.AsList, sign, ref frame) : IsNumber(value) ? value : null, Numbers(1), Lists),
        new(name, false, (Value first, Value second, ref Frame _) => Further(first, second, sign), Numbers(2)),
        new(name, false, (ReadOnlySpan<Value> numbers, ref Frame frame) => OfMany(numbers, sign, ref frame), Numbers(3) with { IsVariadic = true }),
    ];

    private static Signature Numbers(int count) => new([.. Enumerable.Repeat(RuleType.Dyn, count)], RuleType.Dyn)
    {
        Where = type => type.IsDyn || type.IsNumber,
        ShownAs = "number",
        ResultFrom = types => types.Aggregate((joined, type) => joined.Join(type)),
    };

    private static Signature Lists => new([RuleType.AnyList], RuleType.Dyn)
    {
        Where = type => type.Element is not { } element || element.IsDyn || element.IsNumber,
        ShownAs = "list of numbers",
        ResultFrom = types => types[0].Element ?? RuleType.Dyn,
    };

    private static Value? OfList(IReadOnlyList<Value> numbers, int sign, ref Frame frame)
    {
        if (numbers.Count == 0) return NoNumbers;
        if (!frame.TryWork(numbers.Count)) return Failures.TooMuchWork;
        var furthest = numbers[0];
        if (!IsNumber(furthest)) return null;
        for (var i = 1; i < numbers.Count; i++)
        {
            var further = Further(furthest, numbers[i], sign);
            if (further is not { IsError: false } number) return further;
            furthest = number;
        }
        return furthest;
    }

    private static Value? OfMany(ReadOnlySpan<Value> numbers, int sign, ref Frame frame) => OfList(numbers.ToArray(), sign, ref frame);

    /// <summary>Of two that are equal, the first.</summary>
    private static Value? Further(Value first, Value second, int sign)
    {
        if (!Ordering.TryCompareNumbers(first, second, out var comparison)) return null;
        if (comparison == Ordering.Unordered) return NotOrdered;
        return Math.Sign(comparison) == -sign ? second : first;
    }

    private static bool IsNumber(Value value) => value.Kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    private static Value? Abs(Value value, ref Frame frame) => value.Kind switch
    {
        ValueKind.Double => Value.Of(Math.Abs(value.AsDouble)),
        ValueKind.Int => value.AsInt == long.MinValue ? Failures.Overflow : Value.Of(Math.Abs(value.AsInt)),
        ValueKind.Uint => value,
        _ => null,
    };

    private static Value? Sign(Value value, ref Frame frame) => value.Kind switch
    {
        ValueKind.Double => double.IsNaN(value.AsDouble) ? value : Value.Of((double)Math.Sign(value.AsDouble)),
        ValueKind.Int => Value.Of((long)Math.Sign(value.AsInt)),
        ValueKind.Uint => Value.Of(value.AsUint == 0 ? 0UL : 1UL),
        _ => null,
    };

    private static Value? Sqrt(Value value, ref Frame frame) => value.Kind switch
    {
        ValueKind.Double => Value.Of(Math.Sqrt(value.AsDouble)),
        ValueKind.Int => Value.Of(Math.Sqrt(value.AsInt)),
        ValueKind.Uint => Value.Of(Math.Sqrt(value.AsUint)),
        _ => null,
    };
}
