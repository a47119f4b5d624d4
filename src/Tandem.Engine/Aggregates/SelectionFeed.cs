using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Aggregates;

/// <summary>Whom the events of one selection concern.</summary>
/// <param name="Own">The aggregates that are about them, with the place of their operand; -1 for none.</param>
/// <param name="Followings">The aggregates in which they may follow, with the place in <see cref="Aggregate.FollowedBy"/>.</param>
internal sealed record SelectionFeed(EventSelection Selection, IReadOnlyList<(int Aggregate, int Operand)> Own, IReadOnlyList<(int Aggregate, int Following)> Followings)
{
    /// <param name="reading">Of an event that has the selection's name.</param>
    public bool Selects(EventReading reading) => Selection.Where is null ? reading.Interaction.Type != InteractionType.Group : Selection.Selects(reading.Whole);
}
