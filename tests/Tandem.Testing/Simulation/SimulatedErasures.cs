using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation;

/// <summary>Who is to be erased, outliving processes, and the entries that stood where there are holes by now: no process sees these.</summary>
internal sealed class SimulatedErasures : IErasureRequests
{
    private readonly List<ErasureRequest> waiting = [];
    private int asked;

    public IReadOnlyList<ErasureRequest> All => [.. waiting];

    /// <summary>What stood at positions that were rewritten.</summary>
    public Dictionary<Position, Entry> Originals { get; } = [];

    /// <summary>Of each erasure that was done, who was erased, and up to where the journal was rewritten.</summary>
    public List<(EntityId Customer, Position UpTo)> Done { get; } = [];

    private Position upTo;

    public void Ask(EntityId customer)
    {
        if (waiting.TrueForAll(request => request.Customer != customer)) waiting.Add(new($"e{++asked}", customer));
    }

    public void Rewrote(Position last, IEnumerable<Entry> entries)
    {
        upTo = last;
        // A page of several customers' pasts may be rewritten again for another.
        foreach (var entry in entries) Originals.TryAdd(entry.Position, entry);
    }

    public bool Know(ErasureRequest request, IReadOnlyList<Identity> identities) => true;

    void IErasureRequests.Rewriting(ErasureRequest request, Position first, long count)
    {
    }

    void IErasureRequests.Done(ErasureRequest request, string step, long count)
    {
    }

    public void Complete(ErasureRequest request, bool wasThere)
    {
        waiting.Remove(request);
        if (wasThere) Done.Add((request.Customer, upTo));
    }
}
