using Tandem.Engine.Aggregates;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>The part of a customer that only the fold needs, in versioned bytes.</summary>
internal static class CustomerWork
{
    public static void Write(Customer customer, ByteWriter to)
    {
        to.Byte((byte)EntityForm.Customer3);
        to.Text(customer.Anchor.Kind);
        to.Text(customer.Anchor.Value);
        to.Signed(customer.FirstSeen.Micros);
        to.Signed(customer.LastSeen.Micros);
        to.Varint((ulong)customer.Interactions);
        to.Signed(customer.Epoch);
        to.Varint((ulong)customer.Events.Count);
        foreach (var counter in customer.Events) counter.Write(to);
        customer.Recent.Write(to);
        customer.Timeline.Write(to);
        to.Varint((ulong)customer.Enrolments.Count);
        foreach (var enrolment in customer.Enrolments) enrolment.Write(to);
        to.Varint((ulong)customer.Assignments.Count);
        foreach (var assignment in customer.Assignments) assignment.Write(to);
        to.Varint((ulong)customer.Accounts.Count);
        foreach (var account in customer.Accounts)
        {
            to.Fixed64((ulong)account.Account.Value);
            to.Text(account.GroupId);
            to.Signed(account.Since.Micros);
        }
        to.Varint((ulong)customer.Conflicts.Count);
        foreach (var conflict in customer.Conflicts)
        {
            to.Text(conflict.Identity.Kind);
            to.Text(conflict.Identity.Value);
            to.Text(conflict.Reason);
            to.Signed(conflict.At.Micros);
        }
        to.Varint((ulong)customer.Merged.Count);
        foreach (var merged in customer.Merged)
        {
            to.Fixed64((ulong)merged.Id.Value);
            to.Signed(merged.At.Micros);
            to.Varint((ulong)merged.Offer.Value);
        }
        to.Varint((ulong)customer.Linking.Count);
        foreach (var identity in customer.Linking)
        {
            to.Text(identity.Kind);
            to.Text(identity.Value);
        }
        to.Fixed64((ulong)customer.MovingTo.Value);
        to.Varint((ulong)customer.Parked.Count);
        foreach (var parked in customer.Parked)
        {
            to.Varint((ulong)parked.Position.Value);
            to.Signed(parked.At.Micros);
            to.Byte((byte)parked.Kind);
            to.Bytes(parked.Payload.Span);
            to.Fixed64((ulong)parked.For.Value);
        }
        to.Varint((ulong)customer.Awaited.Count);
        foreach (var key in customer.Awaited) to.Text(key);
        to.Varint((ulong)customer.Apart.Count);
        foreach (var id in customer.Apart) to.Fixed64((ulong)id.Value);
        to.Bool(customer.Separation is not null);
        customer.Separation?.Write(to);
        // To the end: they are read from here when they are needed.
        customer.Tracks.Write(to);
    }

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
