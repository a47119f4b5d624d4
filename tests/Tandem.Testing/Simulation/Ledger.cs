using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>What could be seen of a workspace from outside while it lived, crash after crash: what must turn out to be true.</summary>
internal sealed class Ledger
{
    private readonly List<(IReadOnlyList<ulong> Payloads, Task<Receipt> Answer)> calls = [];
    private readonly Dictionary<Position, (ShardId Shard, Instant At, EntryKind Kind, ulong Payload)> seen = [];
    private readonly Dictionary<string, ulong> effects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntityId> receivers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> attempts = new(StringComparer.Ordinal);

    /// <summary>Hashes of the interactions whose callers were told that they are accepted.</summary>
    public IEnumerable<ulong> Accepted => calls.Where(call => call.Answer.IsCompletedSuccessfully).SelectMany(call => call.Payloads);

    /// <summary>Hashes of the interactions that a caller was refused: the disk was full.</summary>
    public IEnumerable<ulong> Refused => calls.Where(call => call.Answer.IsFaulted).SelectMany(call => call.Payloads);

    /// <summary>Positions that a shard took so far, and the hash of what stood there.</summary>
    public IReadOnlyDictionary<Position, (ShardId Shard, Instant At, EntryKind Kind, ulong Payload)> Seen => seen;

    /// <summary>Keys of effects that were committed, and the hash of each.</summary>
    public IReadOnlyDictionary<string, ulong> Effects => effects;

    /// <summary>By the key of an effect, the customer for whom it was decided.</summary>
    public IReadOnlyDictionary<string, EntityId> Receivers => receivers;

    /// <summary>By the key of an effect, the numbers of the attempts that went out.</summary>
    public IReadOnlyDictionary<string, List<int>> Attempts => attempts;

    public static ulong HashOf(ReadOnlyMemory<byte> bytes) => Xxh64.Hash(bytes.Span);

    public void Called(IReadOnlyList<Arrival> arrivals, Task<Receipt> answer) => calls.Add(([.. arrivals.Select(arrival => HashOf(arrival.Payload))], answer));

    public void Saw(in Entry entry)
    {
        var what = (entry.Shard, entry.At, entry.Kind, HashOf(entry.Payload));
        if (seen.TryAdd(entry.Position, what)) return;
        var position = entry.Position;
        Ensure.That(seen[position] == what, "positions seen never change", () => $"at {position} stood {seen[position]} and now {what}");
    }

    public void Committed(EffectRow effect)
    {
        var hash = HashOf(effect.Payload);
        receivers.TryAdd(effect.Key, effect.Customer);
        Ensure.That(effects.TryAdd(effect.Key, hash), "an effect is committed once", () => $"{effect.Key} was committed before");
    }

    public void Attempted(string key, int attempt)
    {
        if (!attempts.TryGetValue(key, out var numbers)) attempts[key] = numbers = [];
        numbers.Add(attempt);
    }
}
