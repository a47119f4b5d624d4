using System.Globalization;
using Tandem.Expressions.Checking;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Past;

/// <summary>
/// Reads what is asked of the first or last event: the fields and written-out indexes behind <c>events("A").last()</c>.
/// They are part of the question, so that a host keeps only what is picked.
/// </summary>
internal static class PickReader
{
    /// <summary>The question that a chain of fields begins with; null for any other node.</summary>
    public static Call? EventOf(Node node)
    {
        // has(…) may ask for the last field only.
        var at = OperandOf(node);
        while (at is not Select { IsTest: true } && OperandOf(at) is { } operand) at = operand;
        return at is Call { Target: not null, Function: "first" or "last" } call ? call : null;
    }

    public static (Pick? Pick, Problem? Problem) Read(Node node)
    {
        if (OperandOf(node) is not { } operand) return (new Pick(CanonicalText.Variable, RuleType.Event), null);
        var (from, problem) = Read(operand);
        if (from is null) return (null, problem);
        if (node is Syntax.Index { Key: Literal { Value.Kind: ValueKind.Int } key })
        {
            return from.Type.Fits(RuleType.AnyList)
                ? (new Pick($"{from.Text}[{key.Value.AsInt.ToString(CultureInfo.InvariantCulture)}]", from.Type.Element ?? RuleType.Dyn), null)
                : (null, new Problem("no_such_overload", $"A {from.Type} has no items by number.", key.Span));
        }
        var select = FieldOf(node);
        var (type, wrong) = Fields.Of(from.Type, select);
        return type is null ? (null, wrong) : (new Pick(from.Text + Printer.Field(select.Field), type), null);
    }

    private static Node? OperandOf(Node? node) => node switch
    {
        Select select => select.Operand,
        Syntax.Index { Key: Literal { Value.Kind: ValueKind.String or ValueKind.Int } } index => index.Operand,
        _ => null,
    };

    private static Select FieldOf(Node node) => node switch
    {
        Syntax.Index { Key: Literal key } index => new Select(index.Span, index.Operand, key.Value.AsString, key.Span),
        _ => (Select)node,
    };
}
