using Tandem.Engine.Aggregates;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journeys;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>The part of a customer that only the fold needs, in versioned bytes.</summary>
internal static class CustomerWork
{
    public static void Write(Customer customer, ByteWriter to)
    {
        to.Byte((byte)EntityForm.Customer1);
        to.Text(customer.Anchor.Kind);
        to.Text(customer.Anchor.Value);
        to.Signed(customer.FirstSeen.Micros);
        to.Signed(customer.LastSeen.Micros);
        to.Varint((ulong)customer.Interactions);
        to.Varint((ulong)customer.Ruleset);
        Write(to, customer.SegmentsDue);
        to.Varint((ulong)customer.Events.Count);
        foreach (var tally in customer.Events) tally.Write(to);
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
        }
        to.Varint((ulong)customer.Awaited.Count);
        foreach (var key in customer.Awaited) to.Text(key);
    }

    public static Customer Read(EntityId id, ReadOnlySpan<byte> work)
    {
        var from = new ByteReader(work);
        var form = (EntityForm)from.Byte();
        if (form != EntityForm.Customer1) throw new InvalidDataException($"The state {id} has the form {form}, not that of a customer.");
        var anchor = new Identity(IdentityKinds.Shared(from.Text()), from.Text());
        var (firstSeen, lastSeen, interactions, ruleset, due) =
            (new Instant(from.Signed()), new Instant(from.Signed()), (long)from.Varint(), (int)from.Varint(), ReadInstant(ref from));
        var events = new EventTally[from.Count()];
        for (var i = 0; i < events.Length; i++) events[i] = EventTally.Read(ref from);
        var customer = new Customer(id, anchor)
        {
            FirstSeen = firstSeen,
            LastSeen = lastSeen,
            Interactions = interactions,
            Ruleset = ruleset,
            SegmentsDue = due,
            Recent = RecentMessages.Read(ref from),
            Timeline = Timeline.Read(ref from),
        };
        customer.Events.AddRange(events);
        for (var n = from.Count(); n > 0; n--) customer.Enrolments.Add(Enrolment.Read(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Assignments.Add(Assignment.Read(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Accounts.Add(new(new((long)from.Fixed64()), from.Text(), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--)
            customer.Conflicts.Add(new(new(IdentityKinds.Shared(from.Text()), from.Text()), from.Text(), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--) customer.Merged.Add(new(new((long)from.Fixed64()), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--) customer.Linking.Add(new(IdentityKinds.Shared(from.Text()), from.Text()));
        customer.MovingTo = new((long)from.Fixed64());
        for (var n = from.Count(); n > 0; n--)
            customer.Parked.Add(new(new((long)from.Varint()), new(from.Signed()), (EntryKind)from.Byte(), from.Bytes().ToArray()));
        for (var n = from.Count(); n > 0; n--) customer.Awaited.Add(from.Text());
        return customer;
    }

    private static void Write(ByteWriter to, Instant? instant)
    {
        to.Bool(instant is not null);
        if (instant is { } known) to.Signed(known.Micros);
    }

    private static Instant? ReadInstant(ref ByteReader from) => from.Bool() ? new Instant(from.Signed()) : null;
}
