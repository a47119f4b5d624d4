using Tandem.Engine.Customers;
using Tandem.Engine.States;
using Tandem.Expressions;
using Tandem.Expressions.Types;
using Tandem.Governance.Definitions;
using Tandem.Primitives;
using Tandem.Server.Definitions;
using Tandem.Server.Hosting;

namespace Tandem.Server.Rules;

/// <summary>
/// The names that were seen so far, for telling an author of one that was probably mistyped: of events all that shards
/// counted, of traits those of up to <see cref="CustomersOfAShard"/> customers of every shard, and those that live segments
/// read. As of a minute ago at most. Thread-safe.
/// </summary>
public sealed class KnownNames(IStateReader states, IEngine engine, DefinitionLibrary library, TimeProvider clock)
{
    private const int CustomersOfAShard = 50;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private Vocabulary? vocabulary;
    private long madeAt;

    /// <summary>Open: a name may be new. No names at all, so any will do, while there are no customers.</summary>
    public Vocabulary Vocabulary
    {
        get
        {
            lock (gate)
            {
                if (vocabulary is null || clock.GetElapsedTime(madeAt) > Fresh) (vocabulary, madeAt) = (Look(), clock.GetTimestamp());
                return vocabulary;
            }
        }
    }

    private Vocabulary Look()
    {
        var (traits, events) = (new Dictionary<string, RuleType>(), new HashSet<string>());
        for (var shard = 0; shard < engine.ShardCount; shard++)
        {
            events.UnionWith(engine.Shard(new(shard)).Read(state => state.Head.EventCounts.Keys.ToList()));
            // Of one shard: an id further on belongs to another, which is looked at anyway.
            var ids = states.LoadIds(EntityId.FirstOf(new(shard)), CustomersOfAShard).Where(id => id.Kind == EntityKind.Customer && id.Home.Value == shard);
            foreach (var row in states.LoadStates([.. ids]))
            {
                if (Customer.TryRead(row) is not { } customer) continue;
                foreach (var name in customer.Traits.Keys) traits[name] = RuleType.Dyn;
            }
        }
        if (traits.Count == 0 && events.Count == 0) return new Vocabulary();
        foreach (var reads in ReadsOfSegments())
        {
            foreach (var name in reads.Traits) traits[name] = RuleType.Dyn;
            events.UnionWith(reads.Events);
        }
        return new Vocabulary { Traits = traits, Events = events };
    }

    private IEnumerable<RuleReads> ReadsOfSegments() =>
        library.Latest.OfKind(DefinitionKinds.Segment)
            .Select(definition => SegmentReader.Read(definition, References.Unchecked, new()).Expression)
            .Select(expression => Rule.Compile(expression, RuleScope.Segment))
            .Where(compiled => compiled.IsOk)
            .Select(compiled => compiled.Value.Reads);
}
