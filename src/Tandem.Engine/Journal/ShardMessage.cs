using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>What one shard tells another. Numbers are stored.</summary>
public enum MessageKind : byte
{
    /// <summary>An entry that belongs to a customer whose home is elsewhere, or, without a target, an interaction that another identity decides.</summary>
    Forward = 1,

    /// <summary>"This identity is the same person as my customer": claim it, or find out who moves.</summary>
    Link = 2,

    /// <summary>"The identity is your customer's now."</summary>
    Linked = 3,

    /// <summary>A whole customer, to become part of the target.</summary>
    Offer = 4,

    /// <summary>"I took your customer": leave a pointer and forward what was parked.</summary>
    Taken = 5,

    /// <summary>"I do not take your customer: they stay apart."</summary>
    Refused = 6,

    /// <summary>"My customer belongs to this account."</summary>
    Member = 7,

    /// <summary>"The identity is another person's, and stays so."</summary>
    LinkRefused = 8,

    /// <summary>"My customer showed this identity of yours and may not have it."</summary>
    Shown = 9,

    /// <summary>"These are the traits of your customers' account": for the target, or for a page of customers.</summary>
    AccountTraits = 10,

    /// <summary>"This customer of yours was merged into mine, and is one of its own again."</summary>
    GivenBack = 11,

    /// <summary>"One of your members was two people: this is who belongs to you."</summary>
    MemberSeparated = 12,

    /// <summary>"My customer was erased: forget this identity of theirs."</summary>
    Forget = 13,

    /// <summary>"The customer whom this one of yours became was erased, and so is this one."</summary>
    Erase = 14,
}

/// <summary>A message between shards. Numbered by its sender per receiver; folding one a second time changes nothing.</summary>
public sealed record ShardMessage
{
    private const byte Format = 1;

    public required MessageKind Kind { get; init; }

    /// <summary>Set, like the number and the ruleset, when it is sent.</summary>
    public ShardId From { get; init; }

    public long Number { get; init; }

    /// <summary>The sender's ruleset; the receiver switches to it first when its own is older.</summary>
    public int Ruleset { get; init; }

    /// <summary>The entity that this is for; nobody while only an identity is known.</summary>
    public EntityId Target { get; init; }

    /// <summary>The id that it was sent for first, where that led to the target because of a merge; nobody where it is the target's own.</summary>
    public EntityId For { get; init; }

    /// <summary>The customer that this is about, on the sender's side.</summary>
    public EntityId Subject { get; init; }

    /// <summary>The anchor of the subject.</summary>
    public Identity Anchor { get; init; } = new("", "");

    /// <summary>The identity that it is all about.</summary>
    public Identity Identity { get; init; } = new("", "");

    /// <summary>A reason, or a group id.</summary>
    public string Text { get; init; } = "";

    /// <summary>When what it tells of happened; for a forwarded entry, when it was taken.</summary>
    public Instant Time { get; init; }

    /// <summary>For a forwarded entry: what it is and where it stands.</summary>
    public EntryKind EntryKind { get; init; }

    /// <summary>It follows from an import of the past: it starts nothing.</summary>
    public bool Historical { get; init; }

    /// <summary>Of a link, an offer, and what answers them: whether its target is the one who asked for the identity, and not the one who had it.</summary>
    public bool ToAsker { get; init; }

    /// <summary>For an account's traits, with which of its home's entries they became so.</summary>
    public Position EntryPosition { get; init; }

    /// <summary>The forwarded payload; an offered customer's profile; an account's traits as JSON; a customer given back.</summary>
    public ReadOnlyMemory<byte> First { get; init; }

    /// <summary>An offered customer's work; a page of members' ids, 8 bytes each; the ids that are not members any more, or that were erased.</summary>
    public ReadOnlyMemory<byte> Second { get; init; }

    public byte[] ToBytes()
    {
        var to = new ByteWriter(64 + First.Length + Second.Length);
        to.Byte(Format);
        to.Byte((byte)Kind);
        to.Varint((ulong)From.Value);
        to.Varint((ulong)Number);
        to.Varint((ulong)Ruleset);
        to.Fixed64((ulong)Target.Value);
        to.Fixed64((ulong)Subject.Value);
        to.Text(Anchor.Kind);
        to.Text(Anchor.Value);
        to.Text(Identity.Kind);
        to.Text(Identity.Value);
        to.Text(Text);
        to.Signed(Time.Micros);
        to.Byte((byte)EntryKind);
        to.Varint((ulong)EntryPosition.Value);
        to.Bytes(First.Span);
        to.Bytes(Second.Span);
        to.Bool(Historical);
        to.Bool(ToAsker);
        to.Fixed64((ulong)For.Value);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static ShardMessage Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A message of format {format}; this version reads {Format}.");
        return new()
        {
            Kind = (MessageKind)from.Byte(),
            From = new((int)from.Varint()),
            Number = (long)from.Varint(),
            Ruleset = (int)from.Varint(),
            Target = new((long)from.Fixed64()),
            Subject = new((long)from.Fixed64()),
            Anchor = new(IdentityKinds.Shared(from.Text()), from.Text()),
            Identity = new(IdentityKinds.Shared(from.Text()), from.Text()),
            Text = from.Text(),
            Time = new(from.Signed()),
            EntryKind = (EntryKind)from.Byte(),
            EntryPosition = new((long)from.Varint()),
            First = from.Bytes().ToArray(),
            Second = from.Bytes().ToArray(),
            Historical = from.Bool(),
            ToAsker = from.Bool(),
            // What was sent before merges could be undone ends here.
            For = from.AtEnd ? default : new((long)from.Fixed64()),
        };
    }
}
