using System.Collections.Immutable;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Past;

/// <summary><c>events("A").where(e, …)</c> as written.</summary>
/// <param name="NameSpan">Where the name stands.</param>
internal sealed record WrittenEvents(string Event, TextSpan NameSpan, ImmutableArray<EventExpression> Conditions)
{
    public EventSelection ToSelection() => new(Event, CanonicalText.OfConditions(Conditions));
}
