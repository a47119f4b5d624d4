using Tandem.Engine.Interactions;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Aggregates;

/// <summary>One interaction as aggregates ask about it: what is asked is read once, and what is not asked never. Not thread-safe.</summary>
internal sealed class EventReading(Interaction interaction, EventFeeds feeds)
{
    private readonly Value?[] operands = feeds.Operands.Count == 0 ? [] : new Value?[feeds.Operands.Count];
    private EventProperties? properties;
    private Value? whole;

    public Interaction Interaction => interaction;

    /// <summary>As <see cref="EventForm"/> has it, for as long as the interaction is at hand.</summary>
    public Value Whole => whole ??= Value.Of((IReadOnlyDictionary<Value, Value>)new EventMap(interaction, Properties));

    private EventProperties Properties => properties ??= new(interaction);

    /// <summary>A property, read from where it stands in the JSON; an error where there is none.</summary>
    public Value Property(string name) => Properties.TryGet(name, out var value) ? value : EventAtHand.NoProperty;

    /// <param name="place">In the feeds; less than 0 for an aggregate that asks for nothing.</param>
    public Value OperandAt(int place) => place < 0 ? Value.Null : operands[place] ??= feeds.Operands[place].Of(this);
}
