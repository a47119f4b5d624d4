using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>A merge that is being undone: what comes for the customer waits.</summary>
/// <param name="Absorbed">The customer who was merged into this one.</param>
/// <param name="Cut">The entry that opened it: what was folded before is looked through, what comes after waits.</param>
/// <param name="Deadline">When it is given up.</param>
public readonly record struct OpenSeparation(EntityId Absorbed, Position Cut, Instant Deadline)
{
    internal void Write(ByteWriter to)
    {
        to.Fixed64((ulong)Absorbed.Value);
        to.Varint((ulong)Cut.Value);
        to.Signed(Deadline.Micros);
    }

    internal static OpenSeparation Read(ref ByteReader from) => new(new((long)from.Fixed64()), new((long)from.Varint()), new(from.Signed()));
}
