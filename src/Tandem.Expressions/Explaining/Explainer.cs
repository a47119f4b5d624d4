using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Explaining;

/// <summary>Evaluates a rule part by part and says what each part found. Slow next to an evaluation: for people who ask why.</summary>
internal sealed class Explainer(SourceText source, Declarations declarations, Limits limits, FactTable table, FactSource facts)
{
    private const int MostFacts = 3;

    // Those that the part being explained stands in; it is evaluated within them.
    private readonly Stack<Binding> bindings = new();

    public Explanation Explain(Node node)
    {
        if (node is Binding binding) return OfBinding(binding);
        ImmutableArray<Explanation> parts = [.. PartsOf(node).Select(Explain)];
        var value = ValueOf(node);
        return new Explanation(source[node.Span], value, WordsFor(node, value, parts), parts);
    }

    private Explanation OfBinding(Binding binding)
    {
        var value = ValueOf(binding);
        var named = ValueOf(binding.Value);
        bindings.Push(binding);
        var result = Explain(binding.Result);
        bindings.Pop();
        return new Explanation(source[binding.Span], value, $"{binding.Variable.Text} {ValueWords.Is(named)}: {result.Words}", [result]);
    }

    /// <summary>Conditions within conditions; a comparison, a fact or a walk over items is explained as one.</summary>
    private static ImmutableArray<Node> PartsOf(Node node) => node switch
    {
        Logical or Conditional or Unary { Operator: UnaryOperator.Not } => node.Children,
        _ => [],
    };

    private string WordsFor(Node node, Value value, ImmutableArray<Explanation> parts) => node switch
    {
        Logical logical => OfLogical(logical, value, parts),
        Unary { Operator: UnaryOperator.Not } when !value.IsError => value.IsTrue ? "holds, because its part does not" : "does not hold, because its part does",
        Unary { Operator: UnaryOperator.Not } => "cannot be told, because its part cannot",
        Conditional when !parts[0].Value.IsError => $"{parts[0].Source} is {ValueWords.Short(parts[0].Value)}, so it is {parts[parts[0].Value.IsTrue ? 1 : 2].Source}: {ValueWords.Short(value)}",
        Binary binary when Comparisons.Need(binary.Operator) is { } need => OfComparison(binary, need, value),
        _ when ReadingOf(node) is { Fact: { } fact } reading => FactWords.Say(fact, reading.Form, node is Select { IsTest: true }, value),
        Call { Function: "hasValue", Target: { } asked } when ReadingOf(asked) is { Fact: { } fact } reading => FactWords.Say(fact, reading.Form, true, value),
        _ => Found(node, value),
    };

    private static string OfLogical(Logical logical, Value value, ImmutableArray<Explanation> parts)
    {
        var holding = parts.Count(part => part.Value.IsTrue);
        var failed = parts.Count(part => part.Value.IsError);
        var errors = failed == 0 ? "" : $", {failed} could not be told";
        if (value.IsError) return $"cannot be told: {holding} of {parts.Length} parts hold{errors}";
        return $"{holding} of {parts.Length} parts hold{errors}; {(logical.IsAnd ? "all must" : "one must")}";
    }

    private string OfComparison(Binary binary, string need, Value value)
    {
        var left = ValueOf(binary.Left);
        var right = ValueOf(binary.Right);
        var reading = ReadingOf(binary.Left);
        if (right.Kind == ValueKind.Timestamp) need = Comparisons.NeedForTime(binary.Operator) ?? need;
        var found = Found(binary.Left, left);
        if (reading is { Form: FactForm.Value, Fact.Aggregate.Function: AggregateFunction.Count or AggregateFunction.Distinct } && right.Kind == ValueKind.Int) return $"{found}, needs {Comparisons.NeedForCount(binary.Operator, right.AsInt)}";
        var bound = IsWrittenOut(binary.Right) ? ValueWords.Short(right) : $"{Printer.Print(binary.Right)}, which {ValueWords.Is(right)}";
        if (value.IsError && !left.IsError && !right.IsError) return $"{found}, which cannot be {(binary.Operator == BinaryOperator.In ? "in" : "compared with")} {bound}";
        return $"{found}, needs {need} {bound}";
    }

    private string Found(Node node, Value value)
    {
        if (ReadingOf(node) is { Fact: { } fact } reading) return FactWords.Say(fact, reading.Form, false, value);
        if (IsWrittenOut(node)) return ValueWords.Short(value);
        if (node is not Call { Function: "orValue", Target: { } asked } || ReadingOf(asked) is not { Fact: { } missing } optional) return $"{Printer.Print(node)} {ValueWords.Is(value)}{MadeOf(node)}";
        var content = ValueOf(asked);
        var found = FactWords.Say(missing, optional.Form, false, content);
        return content is { Kind: ValueKind.Optional, AsOptional: null } ? $"{found}, so it counts as {ValueWords.Short(value)}" : found;
    }

    /// <summary>The facts that a value was worked out from, so that it can be understood: <c> (birthday is "1990-11-03")</c>.</summary>
    private string MadeOf(Node node)
    {
        var facts = FactsIn(node).Distinct().Take(MostFacts).ToList();
        return facts.Count == 0 ? "" : $" ({string.Join(", ", facts)})";
    }

    private IEnumerable<string> FactsIn(Node node)
    {
        if (ReadingOf(node) is not { Fact: { } fact } reading) return node.Children.SelectMany(FactsIn);
        var value = ValueOf(node);
        // A whole event would hide the rest.
        return value.Kind == ValueKind.Map ? [] : [FactWords.Say(fact, reading.Form, node is Select { IsTest: true }, value)];
    }

    /// <summary>Whether the value says as much as the text.</summary>
    private static bool IsWrittenOut(Node node) => node switch
    {
        Literal => true,
        ListLiteral => node.Children.All(IsWrittenOut),
        Call { Target: null, Function: "timestamp" or "duration" } => node.Children.All(IsWrittenOut),
        _ => false,
    };

    private Value ValueOf(Node node)
    {
        var planner = new Planner(declarations, limits, table);
        var step = planner.Plan(bindings.Aggregate(node, (inner, binding) => new Binding(binding.Span, binding.Variable, binding.Value, inner)));
        facts.Begin(table, limits.MaxWork);
        var frame = new Frame(facts, [], new Value[planner.LocalCount], limits.MaxWork);
        return frame.Finish(step(ref frame));
    }

    private FactReading ReadingOf(Node node) => declarations.Scope is { } scope ? FactReader.Read(node, scope) : default;
}
