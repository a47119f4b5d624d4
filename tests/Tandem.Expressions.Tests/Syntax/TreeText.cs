using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Tests.Syntax;

/// <summary>A tree's structure as text, with every bracket and no positions: two trees are the same when these are.</summary>
internal static class TreeText
{
    public static string Of(Node node)
    {
        var detail = node switch
        {
            Literal literal => $"{literal.Value.Kind} {literal.Value}",
            Name name => $"{name.IsAbsolute} {name.Text}",
            Select select => $"{select.IsTest} {select.IsOptional} {select.Field}",
            Tandem.Expressions.Syntax.Index index => index.IsOptional ? "optional" : "",
            ListLiteral list => string.Join(" ", Enumerable.Range(0, list.Children.Length).Where(list.IsOptional)),
            MapLiteral map => string.Join(" ", Enumerable.Range(0, map.Count).Where(map.IsOptional)),
            Call call => $"{call.Target is not null} {call.Function}",
            Unary unary => unary.Operator.ToString(),
            Binary binary => binary.Operator.ToString(),
            Logical logical => logical.IsAnd ? "and" : "or",
            Macro macro => $"{macro.Kind} {string.Join(" ", macro.Variables.Select(variable => variable.Text))} {macro.Condition is not null}",
            Binding binding => binding.Variable.Text,
            _ => "",
        };
        return $"({node.GetType().Name} {detail} {string.Join(" ", node.Children.Select(Of))})";
    }
}
