using System.Collections.Frozen;
using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Aggregates;

/// <summary>The aggregates that a ruleset keeps, and which of them an event concerns. Immutable and thread-safe.</summary>
public sealed class AggregateIndex
{
    private readonly Dictionary<ulong, int> byHash;
    private readonly FrozenDictionary<string, EventFeeds> byEvent;

    private AggregateIndex(IReadOnlyList<Aggregate> all)
    {
        All = all;
        byHash = new(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            // What is stored is found by the hash alone.
            if (!byHash.TryAdd(all[i].Hash, i)) throw new ArgumentException($"{all[i]} and {all[byHash[all[i].Hash]]} have one hash.", nameof(all));
        }
        byEvent = FeedsOf(all).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>In order of their hashes; an aggregate's place in it is its index.</summary>
    public IReadOnlyList<Aggregate> All { get; }

    public int Count => All.Count;

    /// <summary>The names of all events that concern any of them.</summary>
    public IEnumerable<string> Events => byEvent.Keys;

    /// <param name="aggregates">Equal ones are taken once.</param>
    public static AggregateIndex Of(IEnumerable<Aggregate> aggregates) => new([.. aggregates.Distinct().OrderBy(aggregate => aggregate.Hash)]);

    /// <summary>The names of the events that concern an aggregate: its own and those that may follow.</summary>
    public static IReadOnlySet<string> EventsOf(Aggregate aggregate) =>
        aggregate.FollowedBy.Select(followed => followed.Events.Event).Prepend(aggregate.Event).ToHashSet(StringComparer.Ordinal);

    /// <summary>The place of an aggregate, by its <see cref="Aggregate.Hash"/>; -1 where it is not kept.</summary>
    public int IndexOf(ulong hash) => byHash.TryGetValue(hash, out var index) ? index : -1;

    /// <summary>Whether events of a name concern any of them.</summary>
    public bool Concerns(string eventName) => byEvent.ContainsKey(eventName);

    /// <summary>Whether more than the name and time of such events matters.</summary>
    public bool NeedsBody(string eventName) => byEvent.TryGetValue(eventName, out var feeds) && feeds.NeedsBody;

    internal EventFeeds? FeedsOf(Interaction interaction) => byEvent.GetValueOrDefault(interaction.Name);

    private static Dictionary<string, EventFeeds> FeedsOf(IReadOnlyList<Aggregate> all)
    {
        var building = new Dictionary<string, FeedsBuilder>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            Builder(all[i].Events).AddOwn(all[i], i);
            for (var k = 0; k < all[i].FollowedBy.Length; k++) Builder(all[i].FollowedBy[k].Events).AddFollowing(all[i].FollowedBy[k].Events, i, k);
        }
        return building.ToDictionary(entry => entry.Key, entry => entry.Value.Build());

        FeedsBuilder Builder(EventSelection events)
        {
            if (!building.TryGetValue(events.Event, out var builder)) building[events.Event] = builder = new();
            return builder;
        }
    }
}
