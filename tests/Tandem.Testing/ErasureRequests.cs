using Tandem.Engine.Erasure;
using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Testing;

/// <summary>Which customers are to be erased, outliving a world's processes.</summary>
public sealed class ErasureRequests : IErasureRequests
{
    private readonly List<ErasureRequest> waiting = [];
    private RewriteTally? rewriting;

    public IReadOnlyList<ErasureRequest> All => [.. waiting];

    /// <summary>What was done, by step.</summary>
    public Dictionary<string, long> Steps { get; } = [];

    public List<Identity> Known { get; } = [];

    public List<(string Id, bool WasThere)> Completed { get; } = [];

    public void Add(ErasureRequest request) => waiting.Add(request);

    public bool Know(ErasureRequest request, IReadOnlyList<Identity> identities)
    {
        Known.Clear();
        Known.AddRange(identities);
        return true;
    }

    public void Rewriting(ErasureRequest request, Position first, long count) => rewriting = RewriteTally.Next(rewriting, first, count);

    public void Done(ErasureRequest request, string step, long count)
    {
        if (step == JournalErasure.Step) (count, rewriting) = (count + (rewriting?.Total ?? 0), null);
        Steps[step] = Steps.GetValueOrDefault(step) + count;
    }

    public void Complete(ErasureRequest request, bool wasThere)
    {
        waiting.Remove(request);
        Completed.Add((request.Id, wasThere));
    }
}
