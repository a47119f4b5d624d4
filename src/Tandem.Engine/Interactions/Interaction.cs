using System.Text.Json;
using Tandem.Engine.Identities;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>
/// What a customer did, as accepted: checked, with its times set and its identities in normal form. Immutable.
/// </summary>
public sealed class Interaction
{
    /// <summary>The first byte of the stored form.</summary>
    public const byte Format = 1;

    public required InteractionType Type { get; init; }

    /// <summary>The number of the source in its workspace.</summary>
    public required int Source { get; init; }

    /// <summary>An import of the past: builds state and starts nothing.</summary>
    public bool Historical { get; init; }

    /// <summary>When the API had it.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>When it happened, corrected for the sender's clock.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>The sender's id for it, or one that the API made; duplicates within a source are dropped by it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The event of a track, the name of a page or screen, the group id of a group; else empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// At least one, strongest first (<see cref="IdentityKinds.Compare"/>), and those that identify nobody last
    /// (<see cref="BlockedValues"/>); the first decides the shard. What was accepted before values were blocked may have
    /// one of them first.
    /// </summary>
    public required IReadOnlyList<Identity> Identities { get; init; }

    /// <summary>
    /// The call as UTF-8 JSON: what was sent, with the batch's context and integrations merged beneath the call's own, its
    /// <c>type</c> in it, its <c>timestamp</c> under the name <c>originalTimestamp</c> (what the engine goes by is
    /// <see cref="Timestamp"/>), and without the write key.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>XXH64 of source (4 bytes, little-endian) and message id: what duplicates are known by.</summary>
    public ulong DedupeHash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[4 + 1024];
            BitConverter.TryWriteBytes(bytes, Source);
            var used = System.Text.Encoding.UTF8.GetBytes(MessageId, bytes[4..]);
            return Xxh64.Hash(bytes[..(4 + used)]);
        }
    }

    /// <summary><c>properties</c> of the body; an empty map where there are none.</summary>
    public Value Properties => PropertiesJson is { IsEmpty: false } json ? ValueJson.Read(json) : EmptyMap;

    /// <summary><c>traits</c> of the body (identify, group); an empty map where there are none.</summary>
    public Value Traits => Field("traits"u8);

    /// <summary><c>context</c> of the body; an empty map where there is none.</summary>
    public Value Context => Field("context"u8);

    /// <summary>
    /// What it is to the fold: one that lies more than <see cref="ClockCorrection.Ahead"/> after its entry happened then. The
    /// API corrected it already by its own clock, which may have been set back since.
    /// </summary>
    public Interaction AsOf(Instant at) => ClockCorrection.AsOf(Timestamp, at) == Timestamp ? this : new()
    {
        Type = Type, Source = Source, Historical = Historical, ReceivedAt = ReceivedAt, Timestamp = at, MessageId = MessageId, Name = Name,
        Identities = Identities, Body = Body, properties = Volatile.Read(ref properties),
    };

    public void Write(ByteWriter to)
    {
        WriteHead(to, Type, Historical, Source, ReceivedAt, Timestamp, MessageId, Name, Identities);
        to.Raw(Body.Span);
    }

    /// <summary>All of the stored form but the body, which follows to the end.</summary>
    internal static void WriteHead(
        ByteWriter to, InteractionType type, bool historical, int source, Instant receivedAt, Instant timestamp, string messageId, string name,
        IReadOnlyList<Identity> identities)
    {
        to.Byte(Format);
        to.Byte((byte)type);
        to.Bool(historical);
        to.Varint((ulong)source);
        to.Fixed64((ulong)receivedAt.Micros);
        to.Fixed64((ulong)timestamp.Micros);
        to.Text(messageId);
        to.Text(name);
        to.Varint((ulong)identities.Count);
        foreach (var identity in identities)
        {
            to.Text(identity.Kind);
            to.Text(identity.Value);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static Interaction Read(ReadOnlyMemory<byte> payload)
    {
        var from = new ByteReader(payload.Span);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"An interaction of format {format}; this version reads {Format}.");
        var type = (InteractionType)from.Byte();
        var historical = from.Bool();
        var source = (int)from.Varint();
        var receivedAt = new Instant((long)from.Fixed64());
        var timestamp = new Instant((long)from.Fixed64());
        var messageId = from.Text();
        var name = from.Text();
        var identities = new Identity[from.Count()];
        for (var i = 0; i < identities.Length; i++)
        {
            var kind = from.Text();
            identities[i] = new(IdentityKinds.Shared(kind), from.Text());
        }
        return new()
        {
            Type = type,
            Historical = historical,
            Source = source,
            ReceivedAt = receivedAt,
            Timestamp = timestamp,
            MessageId = messageId,
            Name = name,
            Identities = identities,
            Body = payload[^from.Remaining..],
        };
    }

    /// <summary>
    /// Where <c>properties</c> stand in the body, found at the first question: several aggregates and rules may ask for one
    /// of them each. No bytes where there are none.
    /// </summary>
    internal ReadOnlySpan<byte> PropertiesJson
    {
        get
        {
            var known = Volatile.Read(ref properties);
            if (known == 0)
            {
                var (start, length) = Find("properties"u8);
                known = Known(new(start, length));
                Volatile.Write(ref properties, known);
            }
            return Body.Span.Slice((int)(known >> 32), (int)(uint)known - 1);
        }
    }

    /// <summary>Where they stand, from whoever knows already; a length of 0 where there are none.</summary>
    internal ByteRange PropertiesRange
    {
        init => properties = Known(value);
    }

    private static long Known(ByteRange range) => (long)range.Start << 32 | (uint)range.Length + 1;

    private Value Field(ReadOnlySpan<byte> name)
    {
        var (start, length) = Find(name);
        return length == 0 ? EmptyMap : ValueJson.Read(Body.Span.Slice(start, length));
    }

    /// <summary>Where an object of the body stands; a length of 0 where there is none.</summary>
    private (int Start, int Length) Find(ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(Body.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var (start, isObject) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.StartObject);
            reader.Skip();
            if (found && isObject) return (start, (int)reader.BytesConsumed - start);
        }
        return default;
    }

    /// <summary>The start in the upper half, one more than the length in the lower; 0 as long as nobody asked.</summary>
    private long properties;

    private static readonly Value EmptyMap = Value.Of(new Dictionary<Value, Value>());
}
