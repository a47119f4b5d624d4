using Tandem.Expressions.Checking;
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
    public static readonly string[] Roots = ["customer", "event", "now"];
    public static readonly string[] Functions = ["in_segment", "events"];

    private static readonly string[] Folders = ["traits", "identities", "consents"];

    public static FactReading Read(Node node, RuleScope scope) => node switch
    {
        Name name => OfName(name, scope),
        Select { Operand: Select { IsTest: false } folder } select when IsCustomer(folder.Operand) => InFolder(folder, select.Field),
        Syntax.Index { Operand: Select { IsTest: false } folder } index when IsCustomer(folder.Operand) =>
            StringIn(index.Key) is { } key
                ? InFolder(folder, key)
                : new Problem("literal_required", $"The name in customer.{folder.Field}[…] must be written out in quotes.", index.Key.Span, $"For example: customer.{folder.Field}[\"favourite color\"]"),
        Select select when IsCustomer(select.Operand) => OfFolder(select),
        Call { Target: null, Function: "in_segment" } call => OfSegment(call),
        Call call when HistoryReader.IsHistory(call) => HistoryReader.Read(call),
        _ => default,
    };

    public static string? StringIn(Node node) => node is Literal { Value.Kind: ValueKind.String } literal ? literal.Value.AsString : null;

    private static FactReading OfName(Name name, RuleScope scope) => (name.Text, scope) switch
    {
        ("customer", _) => new Problem("incomplete", "`customer` alone is no value.", name.Span, "Ask for a part of it: customer.traits.age, customer.identities.email, customer.consents.email"),
        ("event", RuleScope.Journey) => new Fact(FactKind.Event),
        ("event", _) => new Problem("not_in_scope", "A segment is about customers at any time, so there is no `event` in it.", name.Span, "Ask about the past: events(\"Order Completed\").within(\"30d\").any()"),
        ("now", RuleScope.Journey) => new Fact(FactKind.Now),
        ("now", _) => new Problem("not_in_scope", "A segment holds at any time, so there is no `now` in it.", name.Span, "Count within a window that ends now: events(\"Order Completed\").within(\"30d\").count() >= 1"),
        _ => default,
    };

    private static FactReading InFolder(Select folder, string name) => folder.Field switch
    {
        "traits" => new Fact(FactKind.Trait, name),
        "identities" => new Fact(FactKind.Identity, name),
        "consents" => new Fact(FactKind.Consent, name),
        _ => NoFolder(folder),
    };

    private static FactReading OfFolder(Select select) => Folders.Contains(select.Field)
        ? new Problem("incomplete", $"`customer.{select.Field}` needs a name after it.", select.Span, $"For example: customer.{select.Field}.{Example(select.Field)}, or has(customer.{select.Field}.{Example(select.Field)})")
        : NoFolder(select);

    private static Problem NoFolder(Select folder) =>
        new("unknown_field", $"A customer has no `{folder.Field}`.", folder.FieldSpan, Suggestion.For(folder.Field, Folders, nearest => $"Did you mean customer.{nearest}?") ?? "A customer has traits, identities and consents: customer.traits.age");

    private static FactReading OfSegment(Call call) => call.Arguments.Length == 1 && StringIn(call.Arguments[0]) is { } name
        ? new Fact(FactKind.Segment, name)
        : new Problem("literal_required", "in_segment(…) takes the segment's name, written out in quotes.", call.Span, "For example: in_segment(\"lapsing\")");

    private static string Example(string folder) => folder switch
    {
        "traits" => "age",
        "identities" => "email",
        _ => "email",
    };

    private static bool IsCustomer(Node node) => node is Name { Text: "customer" };
}
