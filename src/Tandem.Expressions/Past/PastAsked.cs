using System.Collections.Immutable;
using Tandem.Expressions.Facts;
using Tandem.Primitives;

namespace Tandem.Expressions.Past;

/// <summary>A question about the past as it was written.</summary>
/// <param name="Followings">In the order of the text.</param>
/// <param name="Operand">What is said of each event: in <c>.sum(e, e.properties.total)</c>.</param>
internal sealed record PastAsked(PastQuestion Question, WrittenEvents Events, Duration? Window, ImmutableArray<WrittenFollowing> Followings, EventExpression? Operand)
{
    public IEnumerable<EventExpression> Conditions => [.. Events.Conditions, .. Followings.SelectMany(following => following.Events.Conditions)];

    /// <param name="pick">Of first and last: what is asked of that event; null for all of it.</param>
    public Aggregate ToAggregate(Pick? pick = null) => new(
        Question.Function,
        Events.ToSelection(),
        Window,
        Followings.IsEmpty ? [] : [.. Followings.Select(following => new Followed(following.Events.ToSelection(), following.Within, following.IsNegated))],
        pick?.Text ?? (Operand is null ? null : CanonicalText.Of(Operand)),
        pick?.Type);
}
