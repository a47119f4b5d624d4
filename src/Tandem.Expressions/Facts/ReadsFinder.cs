using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Facts;

/// <summary>Collects the facts that a checked tree can read.</summary>
internal static class ReadsFinder
{
    public static RuleReads In(Node tree, RuleScope scope)
    {
        var facts = new HashSet<Fact>();
        Collect(tree, scope, facts);
        HashSet<string> names(FactKind kind) => [.. facts.Where(fact => fact.Kind == kind).Select(fact => fact.Name)];
        return new RuleReads(
            names(FactKind.Trait),
            names(FactKind.Identity),
            names(FactKind.Consent),
            names(FactKind.AccountTrait),
            names(FactKind.Segment),
            [.. facts.Select(fact => fact.Aggregate).OfType<Aggregate>()],
            facts.Any(fact => fact.Kind == FactKind.Now),
            facts.Any(fact => fact.Kind == FactKind.Event));
    }

    private static void Collect(Node node, RuleScope scope, HashSet<Fact> facts)
    {
        if (FactReader.Read(node, scope).Fact is { } fact)
        {
            facts.Add(fact);
            return;
        }
        foreach (var child in node.Children) Collect(child, scope, facts);
    }
}
