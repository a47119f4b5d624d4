using Tandem.Engine.Aggregates;
using Tandem.Engine.Experiments;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Customers;

/// <summary>
/// One person as the engine knows them. Changed in place, and only by the fold of the shard that is its home; the fold
/// is deterministic, so that the same entries always give the same customer. Not thread-safe.
/// </summary>
public sealed class Customer(EntityId id, Identity anchor) : Entity(id)
{
    /// <summary>The identity that it was first known by; decides its home and who moves when two are joined. Never changes.</summary>
    public Identity Anchor { get; } = anchor;

    public List<KnownIdentity> Identities { get; } = new(2);

    public CustomerTraits Traits { get; internal set; } = new();

    public List<Consent> Consents { get; } = [];

    public List<Membership> Memberships { get; } = [];

    public List<EventCounter> Events { get; } = new(1);

    /// <summary>What aggregates need of the customer's past.</summary>
    public CustomerTracks Tracks { get; internal set; } = new();

    public RecentMessages Recent { get; internal set; } = new();

    public Timeline Timeline { get; internal set; } = new();

    public List<Enrolment> Enrolments { get; } = [];

    public List<Assignment> Assignments { get; } = [];

    public List<AccountLink> Accounts { get; } = [];

    public List<Conflict> Conflicts { get; } = [];

    public List<MergedCustomer> Merged { get; } = [];

    /// <summary>Identities that their shards were asked to link and have not answered for.</summary>
    public List<Identity> Linking { get; } = [];

    /// <summary>Keys of messages that were decided and of which no outcome was reported yet, in order.</summary>
    public List<string> Awaited { get; } = [];

    /// <summary>The customer that this one was offered to; nobody while it stays.</summary>
    public EntityId MovingTo { get; set; }

    /// <summary>The merge that is being undone; null while none is.</summary>
    public OpenSeparation? Separation { get; set; }

    /// <summary>Customers who were merged with this one, which was undone: the two are never joined again by what they show.</summary>
    public List<EntityId> Apart { get; } = [];

    /// <summary>Whether what comes for it waits: it is offered to another, or a merge is being undone.</summary>
    public bool IsHeld => !MovingTo.IsNobody || Separation is not null;

    /// <summary>Entries that came while it was held, in order.</summary>
    public List<ParkedEntry> Parked { get; } = [];

    public Instant FirstSeen { get; set; }

    public Instant LastSeen { get; set; }

    public long Interactions { get; set; }

    /// <summary>An epoch that says: was passed over when all others were decided.</summary>
    public const int NeverDecided = -1;

    /// <summary>The epoch of the home shard in which all segments were last decided, as far as that is stored: see <see cref="Shards.ShardHead.EpochOf"/>.</summary>
    public int Epoch { get; set; }

    /// <summary>When time alone can change a segment's answer next.</summary>
    public Instant? SegmentsDue => Tracks.Due;

    public override Instant? Due
    {
        get
        {
            // A customer on the move does nothing of its own accord until its new home has it.
            if (!MovingTo.IsNobody) return null;
            if (Separation is { } open) return open.Deadline;
            var due = SegmentsDue;
            foreach (var enrolment in Enrolments)
                if (enrolment is { State: EnrolmentState.Active, Due: { } wake } && (due is null || wake < due)) due = wake;
            return due;
        }
    }

    /// <summary>The account whose facts rules read: of several the one that it belongs to since the latest time. Null without one.</summary>
    public AccountLink? LatestAccount
    {
        get
        {
            AccountLink? latest = null;
            foreach (var account in Accounts)
                if (latest is null || account.Since >= latest.Since) latest = account;
            return latest;
        }
    }

    public bool Has(Identity identity)
    {
        foreach (var known in Identities)
            if (known.Identity == identity) return true;
        return false;
    }

    /// <summary>Whether an id is this customer's, or that of one who turned out to be it.</summary>
    public bool IsKnownAs(EntityId id)
    {
        if (id == Id) return true;
        foreach (var merged in Merged)
            if (merged.Id == id) return true;
        return false;
    }

    /// <summary>The first value of a kind, or null.</summary>
    public string? IdentityOf(string kind)
    {
        foreach (var known in Identities)
            if (known.Identity.Kind == kind) return known.Identity.Value;
        return null;
    }

    public Consent? ConsentFor(string channel)
    {
        foreach (var consent in Consents)
            if (consent.Channel == channel) return consent;
        return null;
    }

    public bool IsIn(string segment) => IndexOfMembership(segment) >= 0;

    public int IndexOfMembership(string segment)
    {
        for (var i = 0; i < Memberships.Count; i++)
            if (string.Equals(Memberships[i].Segment, segment, StringComparison.Ordinal)) return i;
        return -1;
    }

    public override void WriteProfile(ByteWriter to) => CustomerProfile.Write(this, to);

    public override void Write(ByteWriter to) => CustomerWork.Write(this, to);

    /// <summary>Whether it is a customer whose bytes these are, and not something else, such as a pointer to where one went.</summary>
    internal static bool IsForm(EntityForm form) => form is EntityForm.Customer2 or EntityForm.Customer3 or EntityForm.Customer4;

    /// <summary>The customer of a stored state; null where the state is something else.</summary>
    public static Customer? TryRead(in StateRow row) => IsForm((EntityForm)row.Work.Span[0]) ? Read(row.Id, row.Profile.Span, row.Work) : null;

    /// <param name="profile">Of what older versions wrote; everything is in the work by now, and this may be empty.</param>
    /// <param name="work">Parts of it are kept until they are needed, so that it must not change afterwards.</param>
    public static Customer Read(EntityId id, ReadOnlySpan<byte> profile, ReadOnlyMemory<byte> work)
    {
        if ((EntityForm)work.Span[0] == EntityForm.Customer4) return CustomerWork.Read(id, work);
        var customer = EarlierCustomer.Read(id, work);
        EarlierProfile.ReadInto(customer, profile);
        return customer;
    }

    /// <summary>The same customer once more, sharing nothing.</summary>
    public Customer Copy()
    {
        var to = new ByteWriter(1 << 10);
        Write(to);
        return Read(Id, default, to.Memory);
    }
}

/// <summary>An entry that waits until it is decided whose it is.</summary>
public readonly record struct ParkedEntry(Position Position, Instant At, EntryKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The id that it came for first, which may have led here because of a merge; nobody where nothing was asked yet.</summary>
    public EntityId For { get; init; }
}
