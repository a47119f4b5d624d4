using System.Collections.Frozen;
using System.Collections.Immutable;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Types;

/// <summary>What an expression may name besides the language's own: variables, and in a rule the facts of its scope.</summary>
public sealed class Declarations
{
    public static readonly Declarations None = Of();
    internal static readonly Declarations Segment = new([], RuleScope.Segment);
    internal static readonly Declarations Journey = new([], RuleScope.Journey);

    private readonly FrozenDictionary<string, int> slots;

    private Declarations(ImmutableArray<(string Name, RuleType Type)> variables, RuleScope? scope, string container = "")
    {
        Variables = variables;
        Scope = scope;
        Container = container;
        slots = variables.Select((variable, slot) => (variable.Name, slot)).ToFrozenDictionary(entry => entry.Name, entry => entry.slot);
    }

    /// <summary>The variables; their places are their slots when a program runs. A name may be dotted: <c>request.path</c>.</summary>
    public ImmutableArray<(string Name, RuleType Type)> Variables { get; }

    internal RuleScope? Scope { get; }

    /// <summary>The names that rules are expected to use; null where any will do.</summary>
    internal Vocabulary? Vocabulary { get; private init; }

    /// <summary>The namespace that expressions stand in: within <c>a.b</c>, the name <c>x</c> means <c>a.b.x</c>, else <c>a.x</c>, else <c>x</c>. Empty for none.</summary>
    public string Container { get; }

    /// <exception cref="ArgumentException">Two variables have one name.</exception>
    public static Declarations Of(params (string Name, RuleType Type)[] variables) => new([.. variables], null);

    /// <summary>The same variables, for expressions that stand in that namespace.</summary>
    public Declarations In(string container) => new(Variables, Scope, container);

    /// <summary>What a rule may name.</summary>
    internal static Declarations Of(RuleScope scope, Vocabulary? vocabulary) => vocabulary is not null
        ? new([], scope) { Vocabulary = vocabulary }
        : scope == RuleScope.Segment ? Segment : Journey;

    /// <summary>The slot of the variable that a name or a chain of names means; the longest declared name wins because walks ask from the outside in.</summary>
    internal int? SlotOf(Node node)
    {
        if (slots.Count == 0 || DottedName(node) is not { } name) return null;
        var container = RootOf(node) is { IsAbsolute: true } ? "" : Container;
        for (; container.Length > 0; container = container[..Math.Max(0, container.LastIndexOf('.'))])
            if (slots.TryGetValue($"{container}.{name}", out var inner)) return inner;
        return slots.TryGetValue(name, out var slot) ? slot : null;
    }

    /// <summary>Whether a chain of names begins with a variable.</summary>
    internal bool Declares(Node node) => SlotOf(node) is not null || (node is Select select && Declares(select.Operand));

    /// <summary><c>a.b.c</c> of a chain of plain selects on a name; null for anything else.</summary>
    internal static string? DottedName(Node node) => node switch
    {
        Name name => name.Text,
        Select { IsTest: false, IsOptional: false } select when DottedName(select.Operand) is { } prefix => $"{prefix}.{select.Field}",
        _ => null,
    };

    /// <summary>The name that such a chain begins with.</summary>
    internal static Name? RootOf(Node node) => node switch
    {
        Name name => name,
        Select select => RootOf(select.Operand),
        _ => null,
    };
}
