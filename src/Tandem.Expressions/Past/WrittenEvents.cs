using System.Collections.Immutable;
using Tandem.Expressions.Facts;

namespace Tandem.Expressions.Past;

/// <summary><c>events("A").where(e, …)</c> as written.</summary>
internal sealed record WrittenEvents(string Event, ImmutableArray<EventExpression> Conditions)
{
    public EventSelection ToSelection() => new(Event, CanonicalText.OfConditions(Conditions));
}
