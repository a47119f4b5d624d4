using System.Collections.Immutable;
using System.Text;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Past;

/// <summary>
/// What is said of an event, in one form: as <see cref="Printer"/> prints it, the event called <c>e</c> and names within
/// it <c>e1</c>, <c>e2</c> by depth, written-out keys as fields. Two texts that differ only in these
/// are one. Stored figures are known by it: it never changes.
/// </summary>
internal static class CanonicalText
{
    /// <summary>What the event is called.</summary>
    public const string Variable = "e";

    // A printed tree that was parsed before is not nested deeper than it was then.
    private static readonly Limits Unbounded = new(int.MaxValue, int.MaxValue);

    public static string Of(EventExpression expression) => Of(expression.Body, expression.Variable.Text);

    /// <summary>All conditions as one: the operands of <c>&amp;&amp;</c> in order of their text, each once. Null for none.</summary>
    public static string? OfConditions(ImmutableArray<EventExpression> conditions)
    {
        if (conditions.IsEmpty) return null;
        var alone = "";
        var operands = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var condition in conditions)
        {
            foreach (var operand in OperandsOf(condition.Body))
            {
                var text = Of(operand, condition.Variable.Text);
                alone = text;
                operands.Add(operand is Logical or Conditional ? $"({text})" : text);
            }
        }
        return operands.Count == 1 ? alone : string.Join(" && ", operands);
    }

    /// <summary>The tree of a canonical text.</summary>
    public static Node Parse(string text) =>
        Parser.Parse(text, Unbounded) is { Tree: { } tree } ? tree : throw new InvalidOperationException($"A printed tree does not parse: {text}");

    private static IEnumerable<Node> OperandsOf(Node condition) =>
        condition is Logical { IsAnd: true } and ? and.Children.SelectMany(OperandsOf) : [condition];

    private static string Of(Node body, string variable)
    {
        var printed = Printer.Print(body);
        var edits = new List<(TextSpan Span, string Text)>();
        Collect(Parse(printed), [variable], printed, edits);
        var text = new StringBuilder(printed.Length);
        var done = 0;
        foreach (var (span, replacement) in edits.OrderBy(edit => edit.Span.Start))
        {
            text.Append(printed, done, span.Start - done).Append(replacement);
            done = span.End;
        }
        return text.Append(printed, done, printed.Length - done).ToString();
    }

    private static void Collect(Node node, ImmutableList<string> names, string printed, List<(TextSpan Span, string Text)> edits)
    {
        switch (node)
        {
            case Name { IsAbsolute: false } name when names.LastIndexOf(name.Text) is >= 0 and var depth:
                edits.Add((name.Span, NameAt(depth)));
                return;
            case Syntax.Index { Key: Literal { Value.Kind: ValueKind.String } key } index when printed[index.Operand.Span.End..].StartsWith("[\"", StringComparison.Ordinal):
                edits.Add((new TextSpan(index.Operand.Span.End, key.Span.End + "]".Length), Printer.Field(key.Value.AsString)));
                Collect(index.Operand, names, printed, edits);
                return;
            case Macro macro:
                Collect(macro.Range, names, printed, edits);
                CollectWithin(macro.Arguments, macro.Variables, names, printed, edits);
                return;
            case Binding binding:
                Collect(binding.Value, names, printed, edits);
                CollectWithin([binding.Result], [binding.Variable], names, printed, edits);
                return;
        }
        foreach (var child in node.Children) Collect(child, names, printed, edits);
    }

    private static void CollectWithin(ImmutableArray<Node> parts, ImmutableArray<Variable> variables, ImmutableList<string> names, string printed, List<(TextSpan Span, string Text)> edits)
    {
        foreach (var variable in variables)
        {
            edits.Add((variable.Span, NameAt(names.Count)));
            names = names.Add(variable.Text);
        }
        foreach (var part in parts) Collect(part, names, printed, edits);
    }

    private static string NameAt(int depth) => depth == 0 ? Variable : $"{Variable}{depth}";
}
