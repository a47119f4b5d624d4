using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Checking;

/// <summary>
/// What is said of one event of the past reads that event alone: then it is decided once, when the event comes, and does
/// not change when the customer does.
/// </summary>
internal static class EventsAlone
{
    /// <param name="outside">The names around the expression.</param>
    public static Problem? ProblemOf(Node node, string[] outside) => node switch
    {
        Name { Text: "customer" or "account" } name => Of(name.Text, name.Span, "What is known of the customer stands beside it: events(\"Order Completed\").where(e, …).any() && customer.traits.age > 30"),
        Name { Text: "now" } name => Of(name.Text, name.Span, "How long ago is said by a window: .within(\"30d\")"),
        Name { Text: "event" } name => Of(name.Text, name.Span, "The event that is looked at has the name before the comma: .where(e, e.properties.total > 50)"),
        Name { IsAbsolute: false } name when outside.Contains(name.Text) => Of(name.Text, name.Span, "Compare it with what is written out"),
        Call { Target: null, Function: "in_segment" } call => Of("in_segment(…)", call.Span, "Who the customer is stands beside it: events(\"Order Completed\").where(e, …).any() && in_segment(\"lapsing\")"),
        Call call when PastReader.IsPast(call) => Of("events(…)", call.Span, "What came after it is said by .followed_by(events(\"Order Completed\"), \"7d\")"),
        _ => null,
    };

    private static Problem Of(string name, TextSpan span, string hint) => new("not_in_scope", $"Here an event is looked at alone, so there is no `{name}`.", span, hint);
}
