using System.Text.Json;
using Tandem.Engine.Customers;
using Tandem.Engine.States;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Accounts;

/// <summary>A company with its customers (Segment <c>group</c>). Its home is the shard of its group id's hash.</summary>
public sealed class Account(EntityId id, string groupId) : Entity(id)
{
    /// <summary>The kind that its key is hashed with; not an identity of customers.</summary>
    public const string KeyKind = "group";

    public string GroupId { get; } = groupId;

    /// <summary>In the order in which they were first set.</summary>
    public Dictionary<string, Trait> Traits { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Its customers, each since when. An id may be one that was merged into another since.</summary>
    public Dictionary<EntityId, Instant> Members { get; private set; } = [];

    public Instant FirstSeen { get; set; }

    /// <summary>When all members' homes were last told of the traits.</summary>
    public Instant ToldAt { get; set; }

    /// <summary>When they will be told of what changed since; null when they know all.</summary>
    public Instant? TellAt { get; set; }

    /// <summary>Whether what they will be told came with an import of the past alone, and so starts nothing.</summary>
    public bool IsNewsHistorical { get; set; }

    public override Instant? Due => TellAt;

    /// <summary>Takes a trait away and keeps the others' order, as <see cref="CustomerTraits.Remove"/> does.</summary>
    public void Without(string trait)
    {
        if (Traits.ContainsKey(trait)) Traits = new(Traits.Where(known => known.Key != trait), StringComparer.Ordinal);
    }

    /// <summary>Takes members away and keeps the others' order.</summary>
    public void Without(IReadOnlyCollection<EntityId> members)
    {
        if (members.Any(Members.ContainsKey)) Members = new(Members.Where(known => !members.Contains(known.Key)));
    }

    /// <summary>The traits as a JSON object, without their times.</summary>
    public void WriteTraits(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, trait) in Traits)
        {
            json.WritePropertyName(name);
            ValueJson.Write(json, trait.Value);
        }
        json.WriteEndObject();
    }

    public override void WriteProfile(ByteWriter to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteString("groupId"u8, GroupId);
        json.WritePropertyName("traits"u8);
        WriteTraits(json);
        json.WriteNumber("members"u8, Members.Count);
        json.WriteEndObject();
    }

    public override void Write(ByteWriter work)
    {
        work.Byte((byte)EntityForm.Account1);
        work.Text(GroupId);
        work.Signed(FirstSeen.Micros);
        work.Varint((ulong)Traits.Count);
        foreach (var (name, trait) in Traits)
        {
            work.Text(name);
            work.Text(ValueJson.Text(trait.Value));
            work.Varint((ulong)trait.Source);
            work.Signed(trait.At.Micros);
        }
        work.Varint((ulong)Members.Count);
        foreach (var (member, since) in Members)
        {
            work.Fixed64((ulong)member.Value);
            work.Signed(since.Micros);
        }
        work.Signed(ToldAt.Micros);
        work.Bool(TellAt is not null);
        if (TellAt is { } at) work.Signed(at.Micros);
        work.Bool(IsNewsHistorical);
    }

    public static Account Read(EntityId id, ReadOnlySpan<byte> work)
    {
        var from = new ByteReader(work);
        var form = (EntityForm)from.Byte();
        if (form != EntityForm.Account1) throw new InvalidDataException($"The state {id} has the form {form}, not that of an account.");
        var account = new Account(id, from.Text()) { FirstSeen = new(from.Signed()) };
        for (var n = from.Count(); n > 0; n--)
        {
            var name = Texts.Shared(from.Text());
            var value = ValueJson.Read(from.Bytes());
            account.Traits[name] = new(value, (int)from.Varint(), new(from.Signed()));
        }
        for (var n = from.Count(); n > 0; n--) account.Members[new((long)from.Fixed64())] = new(from.Signed());
        // What was stored before members were told ends here.
        if (from.AtEnd) return account;
        account.ToldAt = new(from.Signed());
        if (from.Bool()) account.TellAt = new(from.Signed());
        account.IsNewsHistorical = from.Bool();
        return account;
    }
}
