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
/// <param name="parts">Where the step of every part is kept, for somebody who asks for them one by one.</param>
internal sealed partial class Planner(Declarations declarations, Limits limits, FactTable facts, Dictionary<Node, Step>? parts = null)
{
    // A rule keeps what its constants give, so that is bounded much closer than an evaluation.
    private const int MostFolding = 10_000;

    // What constants are worked out in; when its work runs out, the rest is left to the evaluation.
    private Frame folding = new(NoFacts.Instance, [], [], Math.Min(limits.MaxWork, MostFolding));

    // A part may be planned more than once; its patterns are compiled once.
    private readonly Dictionary<string, Pattern> patterns = new(StringComparer.Ordinal);
    private int patternParts = Patterns.LargestTogether;

    public Step Plan(Node tree) => Part(tree).Step;

    private Planned Part(Node node)
    {
        var planned = PlannedOf(node);
        if (parts is not null) parts[node] = planned.Step;
        return planned;
    }

    private Planned PlannedOf(Node node)
    {
        if (Local(node) is { } local) return local;
        if (IsOptional(node)) return OfOptional(node);
        if (Fact(node) is { } fact) return fact;
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
            ListLiteral list => Literals.List([.. list.Children.Select((item, place) => list.IsOptional(place) ? ContentOf(item, "?") : Part(item))]),
            MapLiteral map => Literals.Map([.. map.Children.Select((part, place) => place % 2 == 1 && map.IsOptional(place / 2) ? ContentOf(part, "?") : Part(part))]),
            Macro macro => OfMacro(macro),
            Binding binding => OfBinding(binding),
            _ => throw new InvalidOperationException($"There is no plan for {node.GetType().Name}."),
        };
    }

    private Planned? Fact(Node node) => declarations.Scope is { } scope && FactReader.Read(node, scope) is { Fact: { } fact } reading
        ? FactSteps.For(facts.SlotOf(fact), reading.Form, node is Select { IsTest: true })
        : default(Planned?);

    /// <summary>A variable or a type, by its name or its dotted name; a macro's variable hides both.</summary>
    private Planned? Resolved(Node node)
    {
        if (IsLocal(Declarations.RootOf(node))) return null;
        if (declarations.SlotOf(node) is { } slot) return (Step)((ref Frame frame) => frame.Variables[slot]);
        return Declarations.DottedName(node) is { } dotted && TypeNames.TryGet(dotted, out var type) ? Planned.Of(type) : default(Planned?);
    }

    private Planned OfSelect(Select select)
    {
        var operand = select.IsTest ? OperandOf(select.Operand) : Part(select.Operand).Step;
        var field = Value.Of(select.Field);
        if (select.IsTest) return (Step)((ref Frame frame) => frame.TryRead(field) ? Lookup.Has(operand(ref frame), field) : Failures.TooMuchWork);
        var missing = Failures.NoSuchKey(select.Field);
        return (Step)((ref Frame frame) => frame.TryRead(field) ? Lookup.Select(operand(ref frame), field, missing) : Failures.TooMuchWork);
    }

    private Planned OfIndex(Syntax.Index index)
    {
        var operand = Part(index.Operand).Step;
        var key = Part(index.Key).Step;
        return (Step)((ref Frame frame) => Lookup.At(operand(ref frame), key(ref frame), ref frame));
    }

    private Planned OfCall(Call call)
    {
        var (function, operands) = Library.Resolve(call, IsVariable);
        if (function is null) return Planned.Of(Failures.Unknown($"function `{call.Function}`"));
        if (OfQuestion(function, call) is { } question) return question;
        if (function.TakesMany) return OfMany(function, [.. operands.Select(Part)]);
        var first = Part(operands[0]);
        if (function.Arity == 1) return Folded((ref Frame frame) => function.Invoke(first.Step(ref frame), ref frame), first);
        var second = Part(operands[1]);
        if (function.Name == "matches" && second.Constant is { Kind: ValueKind.String } pattern) return OfMatches(first, pattern);
        return Folded((ref Frame frame) => function.Invoke(first.Step(ref frame), second.Step(ref frame), ref frame), first, second);
    }

    private Planned OfMany(Function function, Planned[] operands) => Folded((ref Frame frame) =>
    {
        var arguments = operands.Length == 0 ? [] : new Value[operands.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = operands[i].Step(ref frame);
        return function.Invoke(arguments, ref frame);
    }, operands);

    private bool IsVariable(Node dotted) => IsLocal(Declarations.RootOf(dotted)) || declarations.Declares(dotted);

    /// <summary>A pattern that is written out is compiled once.</summary>
    private Planned OfMatches(Planned text, Value pattern)
    {
        if (!patterns.TryGetValue(pattern.AsString, out var compiled))
        {
            if (!Patterns.TryCompile(pattern.AsString, ref patternParts, out compiled, out var wrong)) return Planned.Of(Failures.Of("bad_pattern", wrong));
            patterns.Add(pattern.AsString, compiled);
        }
        var overloads = new Overloads(".matches(…)");
        return (Step)((ref Frame frame) =>
        {
            var value = text.Step(ref frame);
            return value.Kind == ValueKind.String ? compiled.Match(value.AsString, ref frame) : overloads.Missing(value, pattern);
        });
    }

    private Planned OfUnary(Unary unary)
    {
        var operand = Part(unary.Operand);
        Func<Value, Value> apply = unary.Operator == UnaryOperator.Not ? Truth.Not : Arithmetic.Negate;
        return Folded((ref Frame frame) => apply(operand.Step(ref frame)), operand);
    }

    private Planned OfBinary(Binary binary)
    {
        var left = Part(binary.Left);
        var right = Part(binary.Right);
        var op = binary.Operator;
        if (left.Constant is null && right.Constant is { } constant) return (Step)((ref Frame frame) => Apply(op, left.Step(ref frame), constant, ref frame));
        return Folded((ref Frame frame) => Apply(op, left.Step(ref frame), right.Step(ref frame), ref frame), left, right);
    }

    /// <summary>The value itself, worked out now, where all operands are constants.</summary>
    private Planned Folded(Step step, params ReadOnlySpan<Planned> operands)
    {
        foreach (var operand in operands)
            if (operand.Constant is null) return step;
        var value = step(ref folding);
        return folding.IsExhausted ? step : Planned.Of(value);
    }

    private static Value Apply(BinaryOperator op, Value left, Value right, ref Frame frame)
    {
        if (left.IsError) return left;
        if (right.IsError) return right;
        return op switch
        {
            BinaryOperator.Equal => Value.Of(Equality.Same(left, right, ref frame)),
            BinaryOperator.NotEqual => Value.Of(!Equality.Same(left, right, ref frame)),
            BinaryOperator.In => Lookup.Contains(left, right, ref frame),
            _ when op.IsOrdering() => frame.TryRead(left) ? Ordering.Compare(op, left, right) : Failures.TooMuchWork,
            _ => Arithmetic.Apply(op, left, right, ref frame),
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
}
