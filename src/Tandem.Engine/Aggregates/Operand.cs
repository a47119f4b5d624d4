using System.Text.RegularExpressions;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Aggregates;

/// <summary>What one or more aggregates ask of an event. Immutable and thread-safe.</summary>
internal sealed partial class Operand
{
    private const string Timestamp = "e.timestamp", Properties = "e.properties.";

    private readonly Aggregate aggregate;
    private readonly string? property;

    /// <param name="aggregate">Any of those that ask it.</param>
    public Operand(Aggregate aggregate)
    {
        this.aggregate = aggregate;
        if (aggregate.Operand is { } text && APropertyAlone().IsMatch(text)) property = text[Properties.Length..];
    }

    /// <summary>What is known of its text: equal for equal questions. Null where a whole event is asked for.</summary>
    public string? Text => aggregate.Operand;

    /// <summary>Whether it looks further than at the event's time.</summary>
    public bool NeedsBody => Text != Timestamp;

    /// <summary>Whether an aggregate asks anything: a count does not.</summary>
    public static bool IsAskedBy(Aggregate aggregate) => aggregate.Function != AggregateFunction.Count;

    public Value Of(EventReading reading)
    {
        if (property is not null) return reading.Property(property);
        // What is kept of it must not hold on to the interaction, whose bytes are those of a whole batch.
        if (Text is null) return EventForm.ValueOf(reading.Interaction);
        return Text == Timestamp ? Value.Of(reading.Interaction.Timestamp) : Own(aggregate.Of(reading.Whole));
    }

    private static Value Own(Value value)
    {
        if (value.Kind is not (ValueKind.Map or ValueKind.List)) return value;
        var bytes = new ByteWriter();
        ValueBytes.Write(bytes, value);
        var from = new ByteReader(bytes.Span);
        return ValueBytes.Read(ref from);
    }

    [GeneratedRegex(@"^e\.properties\.[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex APropertyAlone();
}
