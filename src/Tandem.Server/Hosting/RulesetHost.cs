using System.Collections.Concurrent;
using Tandem.Engine.Journal;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Definitions;
using Ruleset = Tandem.Engine.Rulesets.Ruleset;

namespace Tandem.Server.Hosting;

/// <summary>Compiles rulesets, and tells every shard of a new one.</summary>
public sealed class RulesetHost(DefinitionLibrary library, DefinitionGate gate, IInbox inbox, int shardCount)
{
    /// <summary>Whoever publishes waits so long for the shards to be told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, Lazy<Ruleset>> compiled = new();

    public Ruleset Latest => Get(library.Latest.Number);

    /// <summary>A ruleset by its number.</summary>
    /// <exception cref="InvalidDataException">There is none of that number.</exception>
    /// <exception cref="StorageUnavailableException">It is not known here yet, and the database cannot be reached; the next call tries again.</exception>
    public Ruleset Get(int number)
    {
        var ruleset = compiled.GetOrAdd(number, n => new(() => Compile(n)));
        try
        {
            return ruleset.Value;
        }
        catch
        {
            // It keeps what went wrong, for good.
            compiled.TryRemove(KeyValuePair.Create(number, ruleset));
            throw;
        }
    }

    /// <summary>Tells the shards of the latest ruleset, in case the process ended before all of them had it, and of every one from now on.</summary>
    public void Start()
    {
        gate.Published += published => Announce(published.Number);
        // Not waited for: a start must not wait until what a crash left is folded.
        if (library.Latest.Number > 0) _ = Task.Run(() => Announce(library.Latest.Number));
    }

    private void Announce(int number)
    {
        var to = new ByteWriter();
        to.Byte(1);
        to.Varint((ulong)number);
        var payload = to.ToArray();
        var switches = Enumerable.Range(0, shardCount).Select(shard => new Arrival(new(shard), EntryKind.Ruleset, payload)).ToArray();
        // The ruleset is live from here on; that the shards hear of it late, as while the disk is full, must not look like a
        // refusal. A shard that is told of a later one first goes through all between.
        var told = inbox.AcceptPatiently(switches, CancellationToken.None);
        if (Task.WaitAny([told], Patience) >= 0) told.GetAwaiter().GetResult();
    }

    private Ruleset Compile(int number)
    {
        if (number == 0) return Ruleset.Empty;
        var definitions = library.RulesetAt(number) ?? throw new InvalidDataException($"Ruleset {number} is not stored: were the files of two workspaces mixed?");
        return Ruleset.Compile(RulesetSources.Of(definitions, library));
    }
}
