using Tandem.Expressions.Facts;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Checking;

/// <summary>Questions to the past: what they say of each event.</summary>
internal sealed partial class Checker
{
    private void CheckExpressions(PastAsked asked)
    {
        foreach (var condition in asked.Conditions)
            if (TypeWithin(condition) is { } type) Condition(type, condition.Body, ".where(e, …)");
        if (asked.Operand is not { } operand || TypeWithin(operand) is not { } found) return;
        if (asked.Question.Function == AggregateFunction.Distinct || found.IsDyn || found.IsNumber) return;
        Wrong("no_such_overload", $".{asked.Question.Name}(…) takes numbers, not {found}.", operand.Body.Span, found.Kind switch
        {
            ValueKind.String => $"A text that is a number is read by double(…): .{asked.Question.Name}({operand.Variable.Text}, double({Printer.PrintShort(operand.Body)}))",
            ValueKind.Timestamp => "The first and the last time: .first().timestamp and .last().timestamp",
            _ => $"For example: {asked.Question.Example}",
        });
    }

    /// <summary>The type of what is said of an event; null where its name is taken.</summary>
    private RuleType? TypeWithin(EventExpression expression)
    {
        if (IsTaken(expression.Variable))
        {
            NameTaken(expression.Variable);
            return null;
        }
        string[] around = [.. locals.Select(local => local.Name).Where(name => name != expression.Variable.Text)];
        var within = new Checker(Declarations.Of((expression.Variable.Text, RuleType.Event)), problems, around) { patternParts = patternParts };
        var type = within.TypeOf(expression.Body);
        patternParts = within.patternParts;
        return type;
    }

    /// <summary>For an event where something else was expected: probably its time was meant.</summary>
    private static string? TimeHint(IReadOnlyList<Node> operands, IReadOnlyList<RuleType> types)
    {
        for (var i = 0; i < operands.Count; i++)
            if (types[i].IsEvent) return $"When it happened is its timestamp: {Printer.PrintShort(operands[i])}.timestamp";
        return null;
    }

    /// <summary>A count compared with what no count ever is.</summary>
    private Problem? NeverWhole(Binary binary)
    {
        if (binary.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual) && !binary.Operator.IsOrdering()) return null;
        var (count, number) = binary.Right is Literal ? (binary.Left, binary.Right) : (binary.Right, binary.Left);
        if (number is not Literal { Value.Kind: ValueKind.Double } written || double.IsInteger(written.Value.AsDouble)) return null;
        if (declarations.Scope is not { } scope || FactReader.Read(count, scope) is not { Form: FactForm.Value, Fact: { Aggregate: not null } fact } || fact.Type != RuleType.Int) return null;
        return new Problem("never_whole", $"A count is a whole number, never {LiteralText.Of(written.Value)}.", written.Span, "Compare it with a whole number: >= 2");
    }
}
