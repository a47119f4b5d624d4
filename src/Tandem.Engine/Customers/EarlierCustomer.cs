using Tandem.Engine.Aggregates;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>Reads a customer's work as it was before it had everything in it, see <see cref="EarlierProfile"/>: forms 2 and 3.</summary>
internal static class EarlierCustomer
{
    public static Customer Read(EntityId id, ReadOnlyMemory<byte> work)
    {
        var from = new ByteReader(work.Span);
        var form = (EntityForm)from.Byte();
        if (form is not (EntityForm.Customer2 or EntityForm.Customer3)) throw new InvalidDataException($"The state {id} has the form {form}, not that of a customer.");
        // Form 2 was written before merges could be undone.
        var knowsApart = form == EntityForm.Customer3;
        var anchor = new Identity(IdentityKinds.Shared(from.Text()), from.Text());
        var (firstSeen, lastSeen, interactions, epoch) = (new Instant(from.Signed()), new Instant(from.Signed()), (long)from.Varint(), (int)from.Signed());
        var events = new EventCounter[from.Count()];
        for (var i = 0; i < events.Length; i++) events[i] = EventCounter.Read(ref from);
        var customer = new Customer(id, anchor)
        {
            FirstSeen = firstSeen,
            LastSeen = lastSeen,
            Interactions = interactions,
            Epoch = epoch,
            Recent = RecentMessages.Read(ref from),
            Timeline = Timeline.Read(ref from),
        };
        customer.Events.AddRange(events);
        for (var n = from.Count(); n > 0; n--) customer.Enrolments.Add(Enrolment.Read(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Assignments.Add(Assignment.Read(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Accounts.Add(new(new((long)from.Fixed64()), from.Text(), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--)
            customer.Conflicts.Add(new(new(IdentityKinds.Shared(from.Text()), from.Text()), from.Text(), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--) customer.Merged.Add(new(new((long)from.Fixed64()), new(from.Signed()), knowsApart ? new((long)from.Varint()) : default));
        for (var n = from.Count(); n > 0; n--) customer.Linking.Add(new(IdentityKinds.Shared(from.Text()), from.Text()));
        customer.MovingTo = new((long)from.Fixed64());
        for (var n = from.Count(); n > 0; n--)
            customer.Parked.Add(new(new((long)from.Varint()), new(from.Signed()), (EntryKind)from.Byte(), from.Bytes().ToArray()) { For = knowsApart ? new((long)from.Fixed64()) : default });
        for (var n = from.Count(); n > 0; n--) customer.Awaited.Add(from.Text());
        if (knowsApart)
        {
            for (var n = from.Count(); n > 0; n--) customer.Apart.Add(new((long)from.Fixed64()));
            if (from.Bool()) customer.Separation = OpenSeparation.Read(ref from);
        }
        customer.Tracks = CustomerTracks.Read(work[^from.Remaining..]);
        return customer;
    }
}
