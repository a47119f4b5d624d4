using Tandem.Engine.Aggregates;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.States;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>
/// A customer whole, in versioned bytes. What every interaction needs stands first; what few customers have stands
/// together, and a single byte says that there is nothing of it; traits and tracks are read when they are needed.
/// </summary>
internal static class CustomerWork
{
    public static void Write(Customer customer, ByteWriter to)
    {
        to.Byte((byte)EntityForm.Customer4);
        to.Text(customer.Anchor.Kind);
        to.Text(customer.Anchor.Value);
        to.Signed(customer.FirstSeen.Micros);
        to.Signed(customer.LastSeen.Micros);
        to.Varint((ulong)customer.Interactions);
        to.Signed(customer.Epoch);
        to.Varint((ulong)customer.Identities.Count);
        foreach (var (identity, since) in customer.Identities)
        {
            // Most have their anchor first.
            to.Bool(identity == customer.Anchor);
            if (identity != customer.Anchor) Write(to, identity);
            to.Signed(since.Micros);
        }
        to.Varint((ulong)customer.Memberships.Count);
        foreach (var membership in customer.Memberships)
        {
            to.Text(membership.Segment);
            to.Signed(membership.Since.Micros);
            to.Bool(membership.Initial);
        }
        to.Varint((ulong)customer.Events.Count);
        foreach (var counter in customer.Events) counter.Write(to);
        customer.Recent.Write(to);
        customer.Timeline.Write(to);
        WriteRare(customer, to);
        customer.Traits.Write(to);
        // To the end: they are read from here when they are needed.
        customer.Tracks.Write(to);
    }

    public static Customer Read(EntityId id, ReadOnlyMemory<byte> work)
    {
        var from = new ByteReader(work.Span);
        var form = (EntityForm)from.Byte();
        if (form != EntityForm.Customer4) throw new InvalidDataException($"The state {id} has the form {form}, not that of a customer.");
        var customer = new Customer(id, ReadIdentity(ref from))
        {
            FirstSeen = new(from.Signed()),
            LastSeen = new(from.Signed()),
            Interactions = (long)from.Varint(),
            Epoch = (int)from.Signed(),
        };
        for (var n = from.Count(); n > 0; n--) customer.Identities.Add(new(from.Bool() ? customer.Anchor : ReadIdentity(ref from), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--) customer.Memberships.Add(new(Texts.Shared(from.Bytes()), new(from.Signed()), from.Bool()));
        var events = from.Count();
        customer.Events.Capacity = events + 1;
        for (; events > 0; events--) customer.Events.Add(EventCounter.Read(ref from));
        customer.Recent = RecentMessages.Read(ref from);
        customer.Timeline = Timeline.Read(ref from);
        ReadRare(customer, ref from);
        var traits = from.Bytes().Length;
        customer.Traits = CustomerTraits.Read(work.Slice(work.Length - from.Remaining - traits, traits));
        customer.Tracks = CustomerTracks.Read(work[^from.Remaining..]);
        return customer;
    }

    private static void WriteRare(Customer customer, ByteWriter to)
    {
        var hasNone = customer.Consents.Count + customer.Enrolments.Count + customer.Assignments.Count + customer.Accounts.Count + customer.Conflicts.Count
            + customer.Merged.Count + customer.Linking.Count + customer.Parked.Count + customer.Awaited.Count + customer.Apart.Count == 0 && !customer.IsHeld;
        to.Bool(!hasNone);
        if (hasNone) return;
        to.Varint((ulong)customer.Consents.Count);
        foreach (var consent in customer.Consents)
        {
            to.Text(consent.Channel);
            to.Bool(consent.Granted);
            to.Varint((ulong)consent.Source);
            to.Signed(consent.At.Micros);
        }
        to.Varint((ulong)customer.Enrolments.Count);
        foreach (var enrolment in customer.Enrolments) enrolment.Write(to);
        to.Varint((ulong)customer.Assignments.Count);
        foreach (var assignment in customer.Assignments) assignment.Write(to);
        to.Varint((ulong)customer.Accounts.Count);
        foreach (var account in customer.Accounts) Write(to, account);
        to.Varint((ulong)customer.Conflicts.Count);
        foreach (var conflict in customer.Conflicts)
        {
            Write(to, conflict.Identity);
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
        foreach (var identity in customer.Linking) Write(to, identity);
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
    }

    private static void ReadRare(Customer customer, ref ByteReader from)
    {
        if (!from.Bool()) return;
        for (var n = from.Count(); n > 0; n--) customer.Consents.Add(new(Texts.Shared(from.Bytes()), from.Bool(), (int)from.Varint(), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--) customer.Enrolments.Add(Enrolment.Read(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Assignments.Add(Assignment.Read(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Accounts.Add(ReadAccount(ref from));
        for (var n = from.Count(); n > 0; n--) customer.Conflicts.Add(new(ReadIdentity(ref from), from.Text(), new(from.Signed())));
        for (var n = from.Count(); n > 0; n--) customer.Merged.Add(new(new((long)from.Fixed64()), new(from.Signed()), new((long)from.Varint())));
        for (var n = from.Count(); n > 0; n--) customer.Linking.Add(ReadIdentity(ref from));
        customer.MovingTo = new((long)from.Fixed64());
        for (var n = from.Count(); n > 0; n--)
            customer.Parked.Add(new(new((long)from.Varint()), new(from.Signed()), (EntryKind)from.Byte(), from.Bytes().ToArray()) { For = new((long)from.Fixed64()) });
        for (var n = from.Count(); n > 0; n--) customer.Awaited.Add(from.Text());
        for (var n = from.Count(); n > 0; n--) customer.Apart.Add(new((long)from.Fixed64()));
        if (from.Bool()) customer.Separation = OpenSeparation.Read(ref from);
    }

    private static void Write(ByteWriter to, Identity identity)
    {
        to.Text(identity.Kind);
        to.Text(identity.Value);
    }

    private static Identity ReadIdentity(ref ByteReader from) => new(IdentityKinds.Shared(from.Bytes()), from.Text());

    private static void Write(ByteWriter to, AccountLink account)
    {
        to.Fixed64((ulong)account.Account.Value);
        to.Text(account.GroupId);
        to.Signed(account.Since.Micros);
        to.Varint((ulong)account.Told.Value);
        to.Varint((ulong)account.Traits.Count);
        foreach (var (name, value) in account.Traits)
        {
            to.Text(name);
            ValueBytes.Write(to, value);
        }
    }

    private static AccountLink ReadAccount(ref ByteReader from)
    {
        var link = new AccountLink(new((long)from.Fixed64()), from.Text(), new(from.Signed()));
        var told = new Position((long)from.Varint());
        var count = from.Count();
        if (count == 0) return link with { Told = told };
        var traits = new Dictionary<string, Value>(count, StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            var name = Texts.Shared(from.Bytes());
            traits[name] = ValueBytes.Read(ref from);
        }
        return link with { Told = told, Traits = traits };
    }
}
