using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Syntax;

/// <summary>Makes random trees of every kind of node; most mean nothing, all can be printed.</summary>
internal static class Trees
{
    private static readonly TextSpan Nowhere = new(0, 0);
    private static readonly Gen<string> Names = Gen.Elements("a", "b", "x1", "_y", "customer");
    private static readonly Gen<string> Fields = Gen.Elements("a", "while", "in", "with space", "dash-ed", "é\"\\");

    private static readonly Gen<Value> Values = Gen.OneOf(
        Gen.Elements(Value.Null, Value.True, Value.False),
        Gen.Elements(0, 1, -1, long.MaxValue, long.MinValue).Select(Value.Of),
        Gen.Elements(0u, 7u, ulong.MaxValue).Select(Value.Of),
        Gen.Elements(0.0, -0.0, 1.5, -2e-9, 1e300, double.Epsilon).Select(Value.Of),
        Gen.Elements("", "a", "it's \"so\"", "\\d\n\t\0", "日本 🐱").Select(Value.Of),
        Gen.Elements<byte[]>([], [0, 255, 34, 92]).Select(Value.Of));

    public static Gen<Node> All => Gen.Sized(size => Sized(Math.Min(size, 20)));

    private static Gen<Node> Sized(int size)
    {
        var leaf = Gen.OneOf(
            Values.Select(value => (Node)new Literal(Nowhere, value)),
            Names.SelectMany(_ => Gen.Elements(true, false), (name, isAbsolute) => (Node)new Name(Nowhere, name, isAbsolute)));
        if (size <= 1) return leaf;
        var part = Sized(size / 2);
        var parts = Gen.Choose(0, 3).SelectMany(count => Gen.ListOf(part, count)).Select(list => list.ToImmutableArray());
        return Gen.OneOf(
            leaf,
            from operand in part from field in Fields from isOptional in Gen.Elements(true, false) select (Node)new Select(Nowhere, operand, field.Contains('é') ? "f" : field, Nowhere, isOptional: isOptional),
            from operand in part from field in Fields select (Node)new Select(Nowhere, operand, field, Nowhere, true),
            from operand in part from key in part from isOptional in Gen.Elements(true, false) select (Node)new Tandem.Expressions.Syntax.Index(Nowhere, operand, key, isOptional),
            from name in Names from arguments in parts select (Node)new Call(Nowhere, null, name, Nowhere, arguments),
            from target in part from name in Names from arguments in parts select (Node)new Call(Nowhere, target, name, Nowhere, arguments),
            from op in Gen.Elements(UnaryOperator.Not, UnaryOperator.Negate) from operand in part select (Node)new Unary(Nowhere, op, operand),
            from op in Gen.Elements(Enum.GetValues<BinaryOperator>()) from left in part from right in part select (Node)new Binary(op, Nowhere, left, right),
            from isAnd in Gen.Elements(true, false) from first in part from second in part from more in parts select (Node)new Logical(isAnd, [first, second, .. more]),
            from test in part from then in part from otherwise in part select (Node)new Conditional(test, then, otherwise),
            from items in parts from optional in Gen.Choose(-1, 2) select (Node)new ListLiteral(Nowhere, items, [.. items.Select((_, place) => place).Where(place => place == optional)]),
            from items in parts from optional in Gen.Choose(-1, 2) select (Node)new MapLiteral(Nowhere, [.. items, .. items], [.. items.Select((_, place) => place).Where(place => place == optional)]),
            from name in Names from value in part from result in part select (Node)new Binding(Nowhere, new(name, Nowhere), value, result),
            from form in Gen.Elements(MacroForm.All.Where(form => MacroForm.NameOf(form.Kind) == form.Name)) from range in part from condition in part from result in part
            select (Node)new Macro(Nowhere, form.Kind, range, form.Variables == 1 ? [new("a", Nowhere)] : [new("a", Nowhere), new("b", Nowhere)], form.HasCondition ? condition : null, form.HasResult ? result : null));
    }
}
