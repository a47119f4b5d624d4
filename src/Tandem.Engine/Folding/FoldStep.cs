using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Segments;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Folding;

/// <summary>What every part of the fold works with while one entry is folded: the state, the rules, and the moment.</summary>
public sealed class FoldStep(ShardState state)
{
    public ShardState State { get; } = state;

    public Ruleset Rules { get; internal set; } = Ruleset.Empty;

    /// <summary>The entry being folded, or the one that it brings from elsewhere or that waited for it.</summary>
    public Position Position { get; internal set; }

    /// <summary>The shard's own entry being folded.</summary>
    public Position Folding { get; internal set; }

    /// <summary>Now, for the fold: the entry's <c>at</c>, or the due time of the timer that fires before it.</summary>
    public Instant Now { get; internal set; }

    /// <summary>An import of the past: nothing is started.</summary>
    public bool Historical { get; internal set; }

    /// <summary>
    /// Whether an entry was passed that was erased. That happens only where a past is folded again that every checkpoint
    /// has: there what comes for somebody unknown comes for one who was erased.
    /// </summary>
    public bool HasPassedErased { get; internal set; }

    /// <summary>Segments that are not decided for now, because they read a past that is not whole.</summary>
    public SegmentMask Frozen { get; internal set; } = new(0);

    /// <summary>Of each aggregate of the ruleset, by index: see <see cref="Shards.KeptAggregate.Generation"/>.</summary>
    public int[] Generations { get; internal set; } = [];

    /// <summary>Which aggregates an interaction or a moment changed; used again and again.</summary>
    internal AggregateMask Changed { get; set; } = new(0);

    /// <summary>Which segments may change because of that, and which were entered; used again and again.</summary>
    internal SegmentMask Concerned { get; set; } = new(0);

    internal List<string> Entered { get; } = [];

    /// <summary>One for the whole shard, pointed at whoever is asked about.</summary>
    public CustomerFacts Facts { get; } = new() { IsWhole = state.Head.Aggregates.IsWhole };

    /// <summary>Records what became of an interaction.</summary>
    public void Note(Position interaction, DispositionKind kind, EntityId customer) => State.Note(new(Folding, interaction, kind, customer));

    /// <summary>Adds a line to a customer's history.</summary>
    public void Tell(Customer customer, TimelineKind kind, string type, string subject, string detail = "") =>
        State.Tell(customer, new(kind, Position, Now, type, subject, detail));
}
