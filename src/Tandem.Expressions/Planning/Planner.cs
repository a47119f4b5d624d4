using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning;

/// <summary>
/// Makes a tree into steps, once: names become slots, facts become calls on the host, constants are worked out. A tree
/// that was not checked plans too; what is unknown then is an error when it is evaluated.
/// </summary>
internal sealed class Planner(Declarations declarations)
{
    private readonly List<string> locals = [];

    /// <summary>How many macros stand inside each other at most: the locals that a frame needs.</summary>
    public int LocalCount { get; private set; }

    public Step Plan(Node tree) => Part(tree).Step;

    private Planned Part(Node node)
    {
        if (node is Name { IsAbsolute: false } name && locals.LastIndexOf(name.Text) is >= 0 and var local) return (Step)((ref Frame frame) => frame.Locals[local]);
        if (declarations.Scope is { } scope && FactReader.Read(node, scope).Fact is { } fact) return FactSteps.For(fact, node is Select { IsTest: true });
        return node switch
        {
            Literal literal => Planned.Of(literal.Value),
            Name or Select { IsTest: false } when Resolved(node) is { } resolved => resolved,
            Name unknown => Planned.Of(Failures.Unknown($"`{unknown.Text}`")),
            Select select => OfSelect(select),
            Syntax.Index index => OfIndex(index),
            Call call => OfCall(call),
            Unary unary => OfUnary(unary),
            Binary binary => OfBinary(binary),
            Logical logical => OfLogical(logical),
            Conditional conditional => OfConditional(conditional),
            ListLiteral list => Literals.List(list.Children.Select(Part).ToArray()),
            MapLiteral map => Literals.Map(map.Children.Select(Part).ToArray()),
            Macro macro => OfMacro(macro),
            _ => throw new InvalidOperationException($"There is no plan for {node.GetType().Name}."),
        };
    }

    /// <summary>A variable or a type, by its name or its dotted name; a macro's variable hides both.</summary>
    private Planned? Resolved(Node node)
    {
        if (Declarations.RootOf(node) is { IsAbsolute: false } root && locals.Contains(root.Text)) return null;
        if (declarations.SlotOf(node) is { } slot) return (Step)((ref Frame frame) => frame.Variables[slot]);
        return Declarations.DottedName(node) is { } dotted && TypeNames.TryGet(dotted, out var type) ? Planned.Of(type) : default(Planned?);
    }

    private Planned OfSelect(Select select)
    {
        var operand = Part(select.Operand).Step;
        var field = Value.Of(select.Field);
        if (select.IsTest) return (Step)((ref Frame frame) => Lookup.Has(operand(ref frame), field));
        var missing = Failures.NoSuchKey(select.Field);
        return (Step)((ref Frame frame) => Lookup.Select(operand(ref frame), field, missing));
    }

    private Planned OfIndex(Syntax.Index index)
    {
        var operand = Part(index.Operand).Step;
        var key = Part(index.Key).Step;
        return (Step)((ref Frame frame) => Lookup.At(operand(ref frame), key(ref frame)));
    }

    private Planned OfCall(Call call)
    {
        var function = StandardFunctions.Find(call.Function, call.Target is not null, call.Arguments.Length);
        if (function is null) return Planned.Of(Failures.Unknown($"function `{call.Function}`"));
        var first = Part(call.Children[0]);
        if (function.Arity == 1)
            return first.Constant is { } constant ? Planned.Of(function.Invoke(constant)) : (Step)((ref Frame frame) => function.Invoke(first.Step(ref frame)));
        var second = Part(call.Children[1]);
        if (function.Name == "matches" && second.Constant is { Kind: ValueKind.String } pattern) return OfMatches(first, pattern.AsString);
        if (first.Constant is { } left && second.Constant is { } right) return Planned.Of(function.Invoke(left, right));
        return (Step)((ref Frame frame) => function.Invoke(first.Step(ref frame), second.Step(ref frame)));
    }

    /// <summary>A pattern that is written out is compiled once.</summary>
    private static Planned OfMatches(Planned text, string pattern)
    {
        if (!Patterns.TryCompile(pattern, out var regex, out var wrong)) return Planned.Of(Failures.Of("bad_pattern", wrong));
        var overloads = new Overloads(".matches(…)");
        var other = Value.Of(pattern);
        return (Step)((ref Frame frame) =>
        {
            var value = text.Step(ref frame);
            return value.Kind == ValueKind.String ? Value.Of(regex.IsMatch(value.AsString)) : overloads.Missing(value, other);
        });
    }

    private Planned OfUnary(Unary unary)
    {
        var operand = Part(unary.Operand);
        Func<Value, Value> apply = unary.Operator == UnaryOperator.Not ? Truth.Not : Arithmetic.Negate;
        return operand.Constant is { } constant ? Planned.Of(apply(constant)) : (Step)((ref Frame frame) => apply(operand.Step(ref frame)));
    }

    private Planned OfBinary(Binary binary)
    {
        var left = Part(binary.Left);
        var right = Part(binary.Right);
        var op = binary.Operator;
        if (left.Constant is { } first && right.Constant is { } second) return Planned.Of(Apply(op, first, second));
        if (right.Constant is { } constant) return (Step)((ref Frame frame) => Apply(op, left.Step(ref frame), constant));
        return (Step)((ref Frame frame) => Apply(op, left.Step(ref frame), right.Step(ref frame)));
    }

    private static Value Apply(BinaryOperator op, Value left, Value right)
    {
        if (left.IsError) return left;
        if (right.IsError) return right;
        return op switch
        {
            BinaryOperator.Equal => Value.Of(Equality.Same(left, right)),
            BinaryOperator.NotEqual => Value.Of(!Equality.Same(left, right)),
            BinaryOperator.In => Lookup.Contains(left, right),
            _ when op.IsOrdering() => Ordering.Compare(op, left, right),
            _ => Arithmetic.Apply(op, left, right),
        };
    }

    private Planned OfLogical(Logical logical)
    {
        Step[] operands = [.. logical.Children.Select(child => Part(child).Step)];
        return logical.IsAnd ? (Step)((ref Frame frame) => Truth.All(operands, ref frame)) : (Step)((ref Frame frame) => Truth.Any(operands, ref frame));
    }

    private Planned OfConditional(Conditional conditional)
    {
        var test = Part(conditional.Test).Step;
        var then = Part(conditional.Then).Step;
        var otherwise = Part(conditional.Otherwise).Step;
        return (Step)((ref Frame frame) =>
        {
            var condition = Truth.Condition(test(ref frame));
            return condition.IsError ? condition : condition.IsTrue ? then(ref frame) : otherwise(ref frame);
        });
    }

    private Planned OfMacro(Macro macro)
    {
        var range = Part(macro.Range).Step;
        var slot = locals.Count;
        locals.Add(macro.Variable);
        LocalCount = Math.Max(LocalCount, locals.Count);
        var condition = macro.Condition is { } filter ? Part(filter).Step : null;
        var result = macro.Result is { } mapped ? Part(mapped).Step : null;
        locals.RemoveAt(slot);
        return macro.Kind switch
        {
            MacroKind.All when condition is not null => (Step)((ref Frame frame) => Walks.All(range(ref frame), slot, condition, ref frame)),
            MacroKind.Exists when condition is not null => (Step)((ref Frame frame) => Walks.Exists(range(ref frame), slot, condition, ref frame)),
            MacroKind.ExistsOne when condition is not null => (Step)((ref Frame frame) => Walks.ExistsOne(range(ref frame), slot, condition, ref frame)),
            _ => (Step)((ref Frame frame) => Walks.Collect(range(ref frame), slot, condition, result, ref frame)),
        };
    }
}
