using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Planning;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Explaining;

/// <summary>Evaluates a rule part by part and says what each part found. Slow next to an evaluation: for people who ask why.</summary>
internal sealed class Explainer(SourceText source, Declarations declarations)
{
    public Explanation Explain(Node node, ref Frame frame)
    {
        var children = ImmutableArray.CreateBuilder<Explanation>();
        foreach (var part in PartsOf(node)) children.Add(Explain(part, ref frame));
        var value = new Planner(declarations).Plan(node)(ref frame);
        return new Explanation(source[node.Span], value, WordsFor(node, value, children, ref frame), children.ToImmutable());
    }

    /// <summary>Conditions within conditions; a comparison, a fact or a walk over items is explained as one.</summary>
    private static ImmutableArray<Node> PartsOf(Node node) => node switch
    {
        Logical or Conditional or Unary { Operator: UnaryOperator.Not } => node.Children,
        _ => [],
    };

    private string WordsFor(Node node, Value value, IReadOnlyList<Explanation> parts, ref Frame frame) => node switch
    {
        Logical logical => OfLogical(logical, value, parts),
        Unary { Operator: UnaryOperator.Not } when !value.IsError => value.IsTrue ? "holds, because its part does not" : "does not hold, because its part does",
        Conditional when !parts[0].Value.IsError => $"{parts[0].Source} is {Shown(parts[0].Value)}, so it is {parts[parts[0].Value.IsTrue ? 1 : 2].Source}: {Shown(value)}",
        Binary binary when Comparisons.Need(binary.Operator) is { } need => OfComparison(binary, need, ref frame),
        _ when FactOf(node) is { } fact => FactWords.Say(fact, node is Select { IsTest: true }, value),
        _ => $"{Printer.Print(node)} {Is(value)}",
    };

    private static string OfLogical(Logical logical, Value value, IReadOnlyList<Explanation> parts)
    {
        var holding = parts.Count(part => part.Value.IsTrue);
        var failed = parts.Count(part => part.Value.IsError);
        var errors = failed == 0 ? "" : $", {failed} could not be told";
        if (value.IsError) return $"cannot be told: {holding} of {parts.Count} parts hold{errors}";
        var needed = logical.IsAnd ? "all must" : "one must";
        return $"{holding} of {parts.Count} parts hold{errors}; {needed}";
    }

    private string OfComparison(Binary binary, string need, ref Frame frame)
    {
        var planner = new Planner(declarations);
        var left = planner.Plan(binary.Left)(ref frame);
        var right = planner.Plan(binary.Right)(ref frame);
        var needed = binary.Right is Literal ? Shown(right) : right.IsError ? $"{Printer.Print(binary.Right)}, which {Is(right)}" : $"{Printer.Print(binary.Right)}, which is {Shown(right)}";
        if (FactOf(binary.Left) is not { } fact) return $"{Printer.Print(binary.Left)} {Is(left)}, needs {need} {needed}";
        if (fact.Kind == FactKind.Count && right.Kind == ValueKind.Int && left.Kind == ValueKind.Int) return $"{FactWords.Say(fact, false, left)}, needs {Comparisons.NeedForCount(binary.Operator, right.AsInt)}";
        return $"{FactWords.Say(fact, false, left)}, needs {need} {needed}";
    }

    private Fact? FactOf(Node node) => declarations.Scope is { } scope ? FactReader.Read(node, scope).Fact : null;

    private static string Is(Value value) => value.IsError ? $"cannot be told: {value.AsError.Message}" : $"is {Shown(value)}";

    // As data shows it: an author reads 25, not 25.0.
    private static string Shown(Value value) => ValueJson.Text(value);
}
