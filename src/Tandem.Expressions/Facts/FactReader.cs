using Tandem.Expressions.Checking;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Facts;

/// <summary>
/// Recognizes the facts in a tree by their form: <c>customer.traits.age</c>, <c>in_segment("x")</c>,
/// <c>events("x").within("30d").count()</c>, <c>event</c>, <c>now</c>. Checking, planning and explaining all ask here, so
/// that they agree.
/// </summary>
internal static class FactReader
{
    private const string EventRoot = "event";

    public static readonly string[] Roots = ["customer", "account", EventRoot, "now"];
    public static readonly string[] Functions = ["in_segment", PastReader.Root];

    public static FactReading Read(Node node, RuleScope scope) => node switch
    {
        Name name => OfName(name, scope),
        Select { Operand: Select { IsTest: false } folder } select when Subject.Of(folder.Operand) is { } subject => InFolder(subject, folder, select.Field),
        Syntax.Index { Operand: Select { IsTest: false } folder } index when Subject.Of(folder.Operand) is { } subject =>
            StringIn(index.Key) is { } key
                ? InFolder(subject, folder, key)
                : new Problem("literal_required", $"The name in {subject.Name}.{folder.Field}[…] must be written out in quotes.", index.Key.Span, $"For example: {subject.Name}.{folder.Field}[\"favourite color\"]"),
        Select select when Subject.Of(select.Operand) is { } subject => OfPart(subject, select),
        Select or Syntax.Index when scope == RuleScope.Journey && OfEvent(node) is { } fact => fact,
        Call { Target: null, Function: "in_segment" } call => OfSegment(call),
        _ => PastReader.Read(node),
    };

    public static string? StringIn(Node node) => node is Literal { Value.Kind: ValueKind.String } literal ? literal.Value.AsString : null;

    private static FactReading OfName(Name name, RuleScope scope) => (name.Text, scope) switch
    {
        ("customer" or "account", _) when Subject.Of(name) is { } subject => new Problem("incomplete", $"`{subject.Name}` alone is no value.", name.Span, $"Ask for a part of it: {subject.Examples}"),
        (EventRoot, RuleScope.Journey) => new Fact(FactKind.Event),
        (EventRoot, _) => new Problem("not_in_scope", "A segment is about customers at any time, so there is no `event` in it.", name.Span, "Ask about the past: events(\"Order Completed\").within(\"30d\").any()"),
        ("now", RuleScope.Journey) => new Fact(FactKind.Now),
        ("now", _) => new Problem("not_in_scope", "A segment holds at any time, so there is no `now` in it.", name.Span, "Count within a window that ends now: events(\"Order Completed\").within(\"30d\").count() >= 1"),
        _ => default,
    };

    /// <summary>A part of the event that needs no more of it; null for the whole event and what lies deeper.</summary>
    private static Fact? OfEvent(Node node) => node switch
    {
        Select { Operand: Name { Text: EventRoot } } select when EventParts.Fields.Contains(select.Field) => new Fact(FactKind.EventField, select.Field),
        Select { Operand: Select { IsTest: false, Field: EventParts.Properties, Operand: Name { Text: EventRoot } } } select => new Fact(FactKind.EventProperty, select.Field),
        Syntax.Index { Operand: Select { IsTest: false, Field: EventParts.Properties, Operand: Name { Text: EventRoot } } } index when StringIn(index.Key) is { } key => new Fact(FactKind.EventProperty, key),
        _ => null,
    };

    private static FactReading InFolder(Subject subject, Select folder, string name) =>
        subject.Folders.TryGetValue(folder.Field, out var kind) ? new Fact(kind, name) : subject.Parts.ContainsKey(folder.Field) ? default(FactReading) : NoPart(subject, folder);

    private static FactReading OfPart(Subject subject, Select select)
    {
        if (subject.Parts.TryGetValue(select.Field, out var kind)) return new Fact(kind);
        if (!subject.Folders.TryGetValue(select.Field, out var folder)) return NoPart(subject, select);
        var example = $"{subject.Name}.{select.Field}.{Subject.ExampleIn(folder)}";
        return new Problem("incomplete", $"`{subject.Name}.{select.Field}` needs a name after it.", select.Span, $"For example: {example}, or has({example})");
    }

    private static Problem NoPart(Subject subject, Select part) =>
        new("unknown_field", $"{subject.Article} {subject.Name} has no `{part.Field}`.", part.FieldSpan, Suggestion.For(part.Field, [.. subject.Folders.Keys, .. subject.Parts.Keys], nearest => $"Did you mean {subject.Name}.{nearest}?") ?? subject.WhereIs(part.Field));

    private static FactReading OfSegment(Call call) => call.Arguments.Length == 1 && StringIn(call.Arguments[0]) is { } name
        ? new Fact(FactKind.Segment, name)
        : new Problem("literal_required", "in_segment(…) takes the segment's name, written out in quotes.", call.Span, "For example: in_segment(\"lapsing\")");
}
