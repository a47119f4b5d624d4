using System.Runtime.InteropServices;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Storage.Journal;

/// <summary>
/// Gathers the index of a chunk: the names of its interactions, each once, then for each entry the time since the entry
/// before, its shard, its kind, the length of its payload, and for an interaction the number of its name and how far its
/// timestamp is from `at`.
/// </summary>
internal sealed class PartIndex
{
    /// <summary>Beside the kind: the entry is an interaction whose name and timestamp follow.</summary>
    public const byte HasHead = 0x80;

    private readonly ByteWriter rows = new(), names = new();
    private readonly Dictionary<ulong, int> numbers = [];
    private Instant at;

    public void Begin(Instant first)
    {
        rows.Clear();
        names.Clear();
        numbers.Clear();
        at = first;
    }

    public void Add(in Entry entry)
    {
        InteractionHead head = default;
        var hasHead = entry.Kind == EntryKind.Interaction && InteractionHead.TryRead(entry.Payload.Span, out head);
        rows.Varint((ulong)(entry.At.Micros - at.Micros));
        at = entry.At;
        rows.Varint((ulong)entry.Shard.Value);
        rows.Byte((byte)((byte)entry.Kind | (hasHead ? HasHead : 0)));
        rows.Varint((ulong)entry.Payload.Length);
        if (!hasHead) return;
        rows.Varint((ulong)NumberOf(head.Name));
        rows.Signed(unchecked(head.Timestamp.Micros - entry.At.Micros));
    }

    public void End(ByteWriter to)
    {
        to.Varint((ulong)numbers.Count);
        to.Raw(names.Span);
        to.Raw(rows.Span);
    }

    private int NumberOf(ReadOnlySpan<byte> name)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, Xxh64.Hash(name), out var isKnown);
        if (isKnown) return number;
        names.Bytes(name);
        return number = numbers.Count - 1;
    }
}
