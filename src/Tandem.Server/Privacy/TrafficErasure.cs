using Tandem.Engine.Identities;
using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>
/// Takes customers who are erased out of the newest interactions of each source, which every process keeps of its own to be
/// looked at. Used by one thread at a time.
/// </summary>
public sealed class TrafficErasure(SourceRegistry sources, ErasureBook book, IdentityMarks marks)
{
    private HashSet<string> running = [];

    /// <summary>Those whom any process is erasing, and once more those whom it has erased since the last time.</summary>
    public void Refresh()
    {
        var now = book.Running;
        var names = now.Select(record => record.Id).ToHashSet();
        foreach (var record in now.Concat(running.Where(id => !names.Contains(id)).Select(book.Find).OfType<ErasureRecord>())) Forget(record);
        running = names;
    }

    /// <summary>Those of one erasure, in this process.</summary>
    public void Forget(ErasureRecord record)
    {
        if (record.Identities.Count == 0) return;
        var (known, kinds) = (record.Identities.Select(identity => identity.Mark).ToHashSet(), record.Identities.Select(identity => identity.Kind).ToHashSet());
        foreach (var source in sources.All) source.Traffic.Forget(interaction => interaction.Identities.Any(IsTheirs));

        bool IsTheirs(Identity identity) => kinds.Contains(identity.Kind) && known.Contains(marks.Of(identity));
    }
}
