using Tandem.Expressions.Types;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Expressions.Evaluation;

/// <summary>
/// The <c>no_such_overload</c> errors of one operation, each made when it is first needed and then shared, because data
/// of an unexpected kind may cause them at every evaluation. Thread-safe: racing writers write equal errors.
/// </summary>
internal sealed class Overloads(string operation)
{
    private const int Kinds = (int)ValueKind.Error + 1;

    private readonly Error?[] missing = new Error?[Kinds * Kinds];

    public Value Missing(Value operand) => Value.Of(missing[(int)operand.Kind] ??= Make(TypeNames.ShortOf(operand.Kind), Advice.For(operation, operand.Kind)));

    public Value Missing(Value left, Value right)
    {
        if (left.IsError) return left;
        if (right.IsError) return right;
        ref var error = ref missing[(int)left.Kind * Kinds + (int)right.Kind];
        return Value.Of(error ??= Make($"{TypeNames.ShortOf(left.Kind)} and {TypeNames.ShortOf(right.Kind)}", Advice.For(operation, left.Kind, right.Kind)));
    }

    public Value Missing(ReadOnlySpan<Value> operands)
    {
        if (operands.Length == 0) return Value.Of(Make("nothing"));
        if (operands.Length == 1) return Missing(operands[0]);
        if (operands.Length == 2) return Missing(operands[0], operands[1]);
        var kinds = new string[operands.Length];
        for (var i = 0; i < kinds.Length; i++) kinds[i] = TypeNames.ShortOf(operands[i].Kind);
        return Value.Of(Make($"{string.Join(", ", kinds[..^1])} and {kinds[^1]}"));
    }

    private Error Make(string operands, string? hint = null) => new("no_such_overload", $"`{operation}` cannot take {operands}.") { Hint = hint };
}
