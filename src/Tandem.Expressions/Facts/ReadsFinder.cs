using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Facts;

/// <summary>Collects the facts that a checked tree can read.</summary>
internal static class ReadsFinder
{
    public static RuleReads In(Node tree, RuleScope scope)
    {
        var readings = ReadingsIn(tree, scope).ToList();
        var facts = readings.Select(read => read.Fact).ToHashSet();
        HashSet<string> names(FactKind kind) => [.. facts.Where(fact => fact.Kind == kind).Select(fact => fact.Name)];
        return new RuleReads(
            names(FactKind.Trait),
            names(FactKind.Identity),
            names(FactKind.Consent),
            names(FactKind.AccountTrait),
            names(FactKind.Segment),
            [.. facts.Select(fact => fact.Aggregate).OfType<Aggregate>()],
            facts.Any(fact => fact.Kind == FactKind.AccountId),
            facts.Any(fact => fact.Kind == FactKind.Now),
            facts.Any(fact => fact.Kind is FactKind.Event or FactKind.EventField or FactKind.EventProperty))
        {
            Whether = readings.Where(read => read.Fact.Aggregate is not null).GroupBy(read => read.Fact.Aggregate!)
                .Where(asked => asked.All(read => read.Form != FactForm.Value)).Select(asked => asked.Key).ToHashSet(),
        };
    }

    /// <summary>The parts of the tree that ask for a fact, in the order of the text.</summary>
    public static IEnumerable<(Node Node, Fact Fact)> FactsIn(Node tree, RuleScope scope) => ReadingsIn(tree, scope).Select(read => (read.Node, read.Fact));

    private static IEnumerable<(Node Node, Fact Fact, FactForm Form)> ReadingsIn(Node tree, RuleScope scope)
    {
        var waiting = new Stack<Node>([tree]);
        while (waiting.TryPop(out var node))
        {
            if (FactReader.Read(node, scope) is { Fact: { } fact } reading)
            {
                yield return (node, fact, reading.Form);
                continue;
            }
            foreach (var child in node.Children.Reverse()) waiting.Push(child);
        }
    }
}
