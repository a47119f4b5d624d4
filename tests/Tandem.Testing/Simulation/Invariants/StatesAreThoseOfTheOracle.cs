using Tandem.Engine.Dispositions;
using Tandem.Engine.Journal;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Testing.Simulation.Invariants;

/// <summary>States, heads, identities, timers, timelines, messages and effects are to the byte what folding each lane in one piece gives.</summary>
internal sealed class StatesAreThoseOfTheOracle : IInvariant
{
    private const string Name = "states are those of the oracle";

    public void Check(AtRest rest)
    {
        var oracle = new Oracle(rest.Journal, rest.Shards, number => rest.Durable.Rulesets[number]);
        SameStates(rest, oracle);
        SameShards(rest, oracle);
        SameMessages(rest, oracle, isWhole: true);
        SameDecisions(rest, oracle);
    }

    /// <summary>The same of checkpoints that are behind: each is what the lane gives up to it, and its messages are durable.</summary>
    public static void CheckPrefix(AtRest rest)
    {
        var ends = Enumerable.Range(0, rest.Shards).Select(shard => rest.Store.Shard(new(shard)).Position).ToList();
        var oracle = new Oracle([.. rest.Journal.Where(entry => entry.Position <= ends[entry.Shard.Value])], rest.Shards, number => rest.Durable.Rulesets[number]);
        SameStates(rest, oracle);
        SameShards(rest, oracle);
        SameMessages(rest, oracle, isWhole: false);
        SameDecisions(rest, oracle);
    }

    private static void SameStates(AtRest rest, Oracle oracle)
    {
        var expected = oracle.States.SelectMany(shard => shard.State.States).OrderBy(row => row.Id).ToList();
        Ensure.Same(expected.Select(row => row.Id), rest.States.Select(row => row.Id), Name, "stored entities");
        foreach (var (left, right) in expected.Zip(rest.States))
        {
            if (left.Work.Span.SequenceEqual(right.Work.Span)) continue;
            Ensure.That(ProfileOf(left) == ProfileOf(right), Name, () => $"{left.Id} should be {ProfileOf(left)} and is {ProfileOf(right)}");
            Ensure.That(false, Name, () => $"{left.Id} has other work: {Convert.ToHexString(left.Work.Span)} is {Convert.ToHexString(right.Work.Span)}");
        }
        Ensure.Same(
            oracle.States.SelectMany(shard => shard.State.Identities).GroupBy(row => row.Identity).Select(row => row.Last()).Where(row => !row.Owner.IsNobody), rest.Identities, Name, "identities");
        var chunks = expected.Select(row => row.Id).SelectMany(id => rest.Store.States.LoadTimeline(id, int.MaxValue, int.MaxValue));
        Ensure.Same(
            // When a merge is undone, parts are put in the place of what they were.
            oracle.States.SelectMany(shard => shard.State.Timeline).GroupBy(chunk => (chunk.Id, chunk.Number)).Select(same => same.Last()).Select(chunk => (chunk.Id, chunk.Number, Ledger.HashOf(chunk.Bytes))),
            chunks.Select(chunk => (chunk.Id, chunk.Number, Ledger.HashOf(chunk.Bytes))), Name, "older parts of timelines");
    }

    private static void SameShards(AtRest rest, Oracle oracle)
    {
        foreach (var (shard, state) in oracle.States)
        {
            var (position, head, timers) = rest.Store.Shard(shard);
            Ensure.That(position == state.Position, Name, () => $"shard {shard} is at {position}, not at {state.Position}");
            Ensure.That(head.Span.SequenceEqual(state.Head.Span), Name, () => $"shard {shard} has another head: {Convert.ToHexString(state.Head.Span)} is {Convert.ToHexString(head.Span)}");
            Ensure.Same(state.Timers.Where(row => row.Due is not null), timers, Name, $"timers of shard {shard}");
        }
        var counts = oracle.States.SelectMany(shard => shard.State.Counts).GroupBy(row => row.Name).Select(row => (row.Key, Sum: row.Sum(count => count.Value)));
        Ensure.Same(counts.Where(count => count.Sum != 0), rest.Counts.Select(count => (count.Key, Sum: count.Value)).Where(count => count.Sum != 0), Name, "counts");
    }

    /// <summary>Each message that a lane gives rise to is in the journal, as often as it may be, but always the same; and no other.</summary>
    private static void SameMessages(AtRest rest, Oracle oracle, bool isWhole)
    {
        var recorded = rest.Journal.Concat(rest.Store.Waiting()).Where(entry => entry.Kind == EntryKind.Message).Select(entry => (entry.Shard, Ledger.HashOf(entry.Payload))).ToHashSet();
        var sent = oracle.Messages.Select(message => (message.Shard, Ledger.HashOf(message.Payload))).ToHashSet();
        // Messages run ahead of checkpoints.
        Ensure.Same(sent, isWhole ? recorded : recorded.Where(sent.Contains), Name, "messages between shards");
    }

    private static void SameDecisions(AtRest rest, Oracle oracle)
    {
        var dispositions = new List<Disposition>();
        foreach (var (_, state) in oracle.States) state.Dispositions?.Read(dispositions);
        Ensure.Same(dispositions, rest.Dispositions, Name, "dispositions");
        Ensure.That(dispositions.Count == rest.Dispositions.Count, Name, () => "a disposition is recorded twice");
        var effects = oracle.States.SelectMany(shard => shard.State.Effects).ToList();
        foreach (var same in effects.GroupBy(effect => effect.Key))
            Ensure.That(same.Count() == 1, "every effect has one key", () => $"{same.Key} was decided {same.Count()} times");
        Ensure.Same(effects.Select(effect => (effect.Key, Ledger.HashOf(effect.Payload))), rest.Ledger.Effects.Select(effect => (effect.Key, effect.Value)), Name, "effects");
    }

    /// <summary>What people read of a state: says more of a difference than its bytes.</summary>
    private static string ProfileOf(in StateRow row)
    {
        var json = new ByteWriter();
        StoredEntity.Read(row).WriteProfile(json);
        return System.Text.Encoding.UTF8.GetString(json.Span);
    }
}
