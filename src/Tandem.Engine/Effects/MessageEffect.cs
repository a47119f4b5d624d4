using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>
/// A message to one customer that the fold decided on. Holds all that is needed to render and send it and to say why,
/// so that whoever performs it asks nobody.
/// </summary>
public sealed record MessageEffect
{
    public const byte Format = 1;

    /// <summary>Made of its meaning: what it belongs to, the customer, the step and the visit. Never used twice.</summary>
    public required string Key { get; init; }

    public required EntityId Customer { get; init; }

    /// <summary>When the fold decided it: the entry's <c>at</c>.</summary>
    public required Instant At { get; init; }

    public required string Channel { get; init; }

    public required string Template { get; init; }

    /// <summary>The ruleset whose version of the template is sent.</summary>
    public required int Ruleset { get; init; }

    /// <summary><c>journey</c> or <c>campaign</c>, its name, its step or arm: what sent it.</summary>
    public required string OriginKind { get; init; }
    public required string OriginName { get; init; }
    public required string OriginStep { get; init; }

    /// <summary>Why, in words and in order: what started it, what each rule on the way said, which consent it rests on.</summary>
    public required IReadOnlyList<string> Why { get; init; }

    /// <summary>The customer's address on the channel when it was decided; null where there is none.</summary>
    public required string? Address { get; init; }

    /// <summary>Set where the contact policy forbade it (e.g. <c>no_consent</c>): it is recorded and never sent.</summary>
    public required string? Withheld { get; init; }

    /// <summary>
    /// UTF-8 JSON for the template: <c>customer</c> (id, identities, traits, consents, segments) and <c>event</c> (the
    /// interaction that started it, where one did).
    /// </summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whether its customer was erased, and nothing of the customer is in it.</summary>
    public bool IsErased => Data.IsEmpty && Address is null && Why.Count == 0;

    /// <summary>The same without anything of its customer but the id.</summary>
    public MessageEffect Erased() => this with { Address = null, Why = [], Data = default };

    public byte[] ToBytes()
    {
        var to = new ByteWriter(512 + Data.Length);
        to.Byte(Format);
        to.Text(Key);
        to.Fixed64((ulong)Customer.Value);
        to.Fixed64((ulong)At.Micros);
        to.Text(Channel);
        to.Text(Template);
        to.Varint((ulong)Ruleset);
        to.Text(OriginKind);
        to.Text(OriginName);
        to.Text(OriginStep);
        to.Varint((ulong)Why.Count);
        foreach (var reason in Why) to.Text(reason);
        to.TextOrNull(Address);
        to.TextOrNull(Withheld);
        to.Bytes(Data.Span);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static MessageEffect Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"A message effect of format {format}; this version reads {Format}.");
        return new()
        {
            Key = from.Text(),
            Customer = new((long)from.Fixed64()),
            At = new((long)from.Fixed64()),
            Channel = from.Text(),
            Template = from.Text(),
            Ruleset = (int)from.Varint(),
            OriginKind = from.Text(),
            OriginName = from.Text(),
            OriginStep = from.Text(),
            Why = Texts(ref from),
            Address = from.TextOrNull(),
            Withheld = from.TextOrNull(),
            Data = from.Bytes().ToArray(),
        };
    }

    private static string[] Texts(ref ByteReader from)
    {
        var texts = new string[from.Count()];
        for (var i = 0; i < texts.Length; i++) texts[i] = from.Text();
        return texts;
    }
}
