using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>How often a customer did one thing, and when first and last: for people to look at. Rules read aggregates.</summary>
public readonly record struct EventCounter(string Name, long Total, Instant First, Instant Last)
{
    /// <summary>So many names are counted for one customer; further ones are not.</summary>
    public const int MaxNames = 200;

    /// <summary>The counter of both.</summary>
    public EventCounter And(in EventCounter other) =>
        new(Name, Total + other.Total, First < other.First ? First : other.First, Last > other.Last ? Last : other.Last);

    /// <summary>Adds to the counters of a customer.</summary>
    public static void Add(List<EventCounter> counters, in EventCounter more)
    {
        for (var i = 0; i < counters.Count; i++)
        {
            if (!string.Equals(counters[i].Name, more.Name, StringComparison.Ordinal)) continue;
            counters[i] = counters[i].And(more);
            return;
        }
        if (counters.Count < MaxNames) counters.Add(more with { Name = Texts.Shared(more.Name) });
    }

    internal void Write(ByteWriter to)
    {
        to.Text(Name);
        to.Varint((ulong)Total);
        to.Signed(First.Micros);
        to.Varint((ulong)(Last.Micros - First.Micros));
    }

    internal static EventCounter Read(ref ByteReader from)
    {
        var (name, total, first) = (Texts.Shared(from.Bytes()), (long)from.Varint(), from.Signed());
        return new(name, total, new(first), new(first + (long)from.Varint()));
    }
}
