using Tandem.Primitives;

namespace Tandem.Engine.Journal;

/// <summary>The payload of a <see cref="EntryKind.Separated"/> entry: what two customers are without each other.</summary>
/// <param name="Stayer">The customer who stays; one who has another <paramref name="Cut"/> by now, or none, is left as it is, and only told <see cref="WhyNot"/>.</param>
/// <param name="Ruleset">The rules under which their pasts were folded; where nothing came of it <see cref="GivenUp"/>, or for good one of the others.</param>
public sealed record SeparationEnd(EntityId Stayer, EntityId Absorbed, Position Cut, int Ruleset)
{
    /// <summary>No ruleset: the customer stays as it is, and what waited is folded.</summary>
    public const int GivenUp = -1;

    /// <summary>Nobody is held any more, and it is not tried again: the journal does not go back far enough.</summary>
    public const int HistoryGone = -2;

    /// <summary>As <see cref="HistoryGone"/>: the one who stayed was merged itself, which must be undone first.</summary>
    public const int LaterMerge = -3;

    /// <summary>As <see cref="HistoryGone"/>: rules changed, or the customer was on the move, each time that it was tried.</summary>
    public const int NoMoment = -4;

    private const byte Format = 1;

    /// <summary>Why it is not tried again, in words for people; null where it is, or was done.</summary>
    public string? WhyNot => Ruleset switch
    {
        HistoryGone => "the journal does not go back to the first interaction of both, so that it cannot be told what belongs to whom",
        LaterMerge => "the customer was joined with yet another one since, and that must be undone first",
        NoMoment => "each time that it was tried the rules changed, or the customer was about to be joined with somebody else",
        _ => null,
    };

    /// <summary>Beside <see cref="Work"/> in entries of earlier versions.</summary>
    public ReadOnlyMemory<byte> Profile { get; init; }

    /// <summary>The state of the one who stays.</summary>
    public ReadOnlyMemory<byte> Work { get; init; }

    /// <summary>Older parts of its timeline that are others now, by number.</summary>
    public IReadOnlyList<(int Number, ReadOnlyMemory<byte> Bytes)> Chunks { get; init; } = [];

    /// <summary>The other one: <see cref="Linking.GivenBack"/>.</summary>
    public ReadOnlyMemory<byte> GivenBack { get; init; }

    public byte[] ToBytes()
    {
        var to = new ByteWriter(64 + Profile.Length + Work.Length + GivenBack.Length);
        to.Byte(Format);
        to.Fixed64((ulong)Stayer.Value);
        to.Fixed64((ulong)Absorbed.Value);
        to.Varint((ulong)Cut.Value);
        to.Signed(Ruleset);
        to.Bytes(Profile.Span);
        to.Bytes(Work.Span);
        to.Varint((ulong)Chunks.Count);
        foreach (var (number, bytes) in Chunks)
        {
            to.Varint((ulong)number);
            to.Bytes(bytes.Span);
        }
        to.Bytes(GivenBack.Span);
        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static SeparationEnd Read(ReadOnlySpan<byte> payload)
    {
        var from = new ByteReader(payload);
        var format = from.Byte();
        if (format != Format) throw new InvalidDataException($"The end of a separation of format {format}; this version reads {Format}.");
        var (stayer, absorbed, cut, ruleset) = (new EntityId((long)from.Fixed64()), new EntityId((long)from.Fixed64()), new Position((long)from.Varint()), (int)from.Signed());
        var (profile, work) = (from.Bytes().ToArray(), from.Bytes().ToArray());
        var chunks = new (int Number, ReadOnlyMemory<byte> Bytes)[from.Count()];
        for (var i = 0; i < chunks.Length; i++) chunks[i] = ((int)from.Varint(), from.Bytes().ToArray());
        return new(stayer, absorbed, cut, ruleset) { Profile = profile, Work = work, Chunks = chunks, GivenBack = from.Bytes().ToArray() };
    }
}
