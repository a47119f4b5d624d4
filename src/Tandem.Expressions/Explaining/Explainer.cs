using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Explaining;

/// <summary>Evaluates a rule part by part and says what each part found. Slow next to an evaluation: for people who ask why.</summary>
internal sealed class Explainer
{
    private const int MostFacts = 3;
    private const int LongestText = 1_000;

    // What an explanation may do, in evaluations that do all that one may: every part is evaluated again by itself.
    private const int MostEvaluations = 5;

    private readonly SourceText source;
    private readonly Declarations declarations;
    private readonly Limits limits;
    private readonly FactTable table;
    private readonly FactSource facts;
    private readonly Dictionary<Node, Step> steps = [];
    private readonly int localCount;
    private long workLeft;

    private Explainer(SourceText source, Declarations declarations, Limits limits, FactTable table, FactSource facts, Node tree)
    {
        (this.source, this.declarations, this.limits, this.table, this.facts) = (source, declarations, limits, table, facts);
        workLeft = (long)MostEvaluations * limits.MaxWork;
        var planner = new Planner(declarations, limits, table, steps);
        planner.Plan(tree);
        localCount = planner.LocalCount;
    }

    public static Explanation Explain(Node tree, SourceText source, Declarations declarations, Limits limits, FactTable table, FactSource facts) =>
        new Explainer(source, declarations, limits, table, facts, tree).Explain(tree);

    private Explanation Explain(Node node)
    {
        // The whole before its parts: what it found must not change with what they take.
        var value = ValueOf(node);
        if (node is Binding binding) return OfBinding(binding, value);
        ImmutableArray<Explanation> parts = [.. PartsOf(node).Select(Explain)];
        return Made(node, value, WordsFor(node, value, parts), parts);
    }

    private Explanation Made(Node node, Value value, string words, ImmutableArray<Explanation> parts) =>
        new(SourceText.Cut(source[node.Span], LongestText), value, SourceText.Cut(words, LongestText), parts);

    private Explanation OfBinding(Binding binding, Value value)
    {
        var named = ValueOf(binding.Value);
        var result = Explain(binding.Result);
        return Made(binding, value, $"{binding.Variable.Text} {ValueWords.Is(named)}: {result.Words}", [result]);
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
        // What has no step of its own is a fact that an optional asks for.
        var step = steps.GetValueOrDefault(node) ?? new Planner(declarations, limits, table).Plan(node);
        var work = Math.Min(limits.MaxWork, workLeft);
        facts.Begin(table, work);
        // Names around the part are worked out when it asks for them.
        var locals = localCount == 0 ? [] : new Value[localCount];
        Array.Fill(locals, Marks.Pending);
        var frame = new Frame(facts, [], locals, work);
        var value = frame.Finish(step(ref frame));
        workLeft -= work - Math.Max(0, frame.WorkLeft);
        return value;
    }

    private FactReading ReadingOf(Node node) => declarations.Scope is { } scope ? FactReader.Read(node, scope) : default;
}
