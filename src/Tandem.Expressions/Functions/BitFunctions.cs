using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>
/// <c>math.bitAnd</c>, <c>bitOr</c>, <c>bitXor</c>, <c>bitNot</c>, <c>bitShiftLeft</c>, <c>bitShiftRight</c> on whole
/// numbers of 64 bits. Shifting right fills with zeros, for negative numbers too; a shift by 64 or more leaves none.
/// </summary>
internal static class BitFunctions
{
    private const int Bits = 64;

    private static readonly Value NegativeShift = Failures.Of("invalid_argument", "A number is not shifted by less than 0 bits.");

    public static readonly ImmutableArray<Function> All =
    [
        OfPair("math.bitAnd", (left, right) => left & right),
        OfPair("math.bitOr", (left, right) => left | right),
        OfPair("math.bitXor", (left, right) => left ^ right),
        new("math.bitNot", false, Not, new Signature([RuleType.Int], RuleType.Int), new Signature([RuleType.Uint], RuleType.Uint)),
        Shift("math.bitShiftLeft", (bits, by) => bits << by),
        Shift("math.bitShiftRight", (bits, by) => bits >> by),
    ];

    private static Function OfPair(string name, Func<ulong, ulong, ulong> body) => new(name, false, (Value left, Value right, ref Frame _) => (left.Kind, right.Kind) switch
    {
        (ValueKind.Int, ValueKind.Int) => Value.Of(unchecked((long)body((ulong)left.AsInt, (ulong)right.AsInt))),
        (ValueKind.Uint, ValueKind.Uint) => Value.Of(body(left.AsUint, right.AsUint)),
        _ => null,
    }, new Signature([RuleType.Int, RuleType.Int], RuleType.Int), new Signature([RuleType.Uint, RuleType.Uint], RuleType.Uint));

    private static Function Shift(string name, Func<ulong, int, ulong> body) => new(name, false, (Value value, Value by, ref Frame _) =>
    {
        if (by.Kind != ValueKind.Int || value.Kind is not (ValueKind.Int or ValueKind.Uint)) return null;
        if (by.AsInt < 0) return NegativeShift;
        var bits = unchecked(value.Kind == ValueKind.Int ? (ulong)value.AsInt : value.AsUint);
        var shifted = by.AsInt >= Bits ? 0 : body(bits, (int)by.AsInt);
        return value.Kind == ValueKind.Int ? Value.Of(unchecked((long)shifted)) : Value.Of(shifted);
    }, new Signature([RuleType.Int, RuleType.Int], RuleType.Int), new Signature([RuleType.Uint, RuleType.Int], RuleType.Uint));

    private static Value? Not(Value value, ref Frame frame) => value.Kind switch
    {
        ValueKind.Int => Value.Of(~value.AsInt),
        ValueKind.Uint => Value.Of(~value.AsUint),
        _ => null,
    };
}
