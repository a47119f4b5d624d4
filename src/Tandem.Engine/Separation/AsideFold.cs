using Tandem.Engine.Customers;
using Tandem.Engine.Folding;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Linking;
using Tandem.Engine.Rulesets;
using Tandem.Engine.Segments;
using Tandem.Primitives;

namespace Tandem.Engine.Separation;

/// <summary>
/// Folds the pasts of two customers who were one, each by itself, under the present rules, everything as historical and
/// without any consequence. A pure function of what was recorded.
/// </summary>
/// <param name="generations">Of each aggregate of the rules, by index.</param>
internal sealed class AsideFold(SharedPast past, Ruleset rules, int[] generations, int shardCount)
{
    // All that became part of the absorbed one before it was merged came with it.
    private readonly HashSet<EntityId> theirs = [past.Absorbed.Id, .. past.Absorbed.Merged.Select(merged => merged.Id)];
    private readonly HashSet<Position> theirPositions = [];
    private readonly HashSet<ulong> theirMessages = [], ownMessages = [];

    public SeparationEnd Fold()
    {
        List<PastStep> own = [], other = [], reassigned = [];
        foreach (var step in past.Interactions)
        {
            var isTheirs = theirs.Contains(step.Owner);
            if (!isTheirs && IsShownByThemAlone(step.Interaction))
            {
                isTheirs = true;
                reassigned.Add(step);
            }
            (isTheirs ? other : own).Add(step);
            (isTheirs ? theirMessages : ownMessages).Add(step.Interaction.DedupeHash);
            if (isTheirs) theirPositions.Add(step.Position);
        }
        var (stayer, chunks) = Stayer(own);
        var work = Bytes(stayer);
        var otherWork = Bytes(Absorbed(other));
        return new(stayer.Id, past.Absorbed.Id, past.Cut, rules.Number)
        {
            Work = work,
            Chunks = chunks,
            GivenBack = new GivenBack(rules.Number, default, otherWork, [.. reassigned.Select(step => step.Position)]).ToBytes(),
        };
    }

    /// <summary>Whether it shows the other one and nothing of the one who stays. An identity of somebody else says nothing.</summary>
    private bool IsShownByThemAlone(Interaction interaction)
    {
        var shown = false;
        foreach (var identity in interaction.Identities)
        {
            if (rules.Identities.IsBlocked(identity) || !past.FirstOwners.TryGetValue(identity, out var owner)) continue;
            if (!theirs.Contains(owner)) return false;
            shown = true;
        }
        return shown;
    }

    private (Customer Stayer, List<(int Number, ReadOnlyMemory<byte> Bytes)> Chunks) Stayer(List<PastStep> own)
    {
        var before = past.Stayer;
        var customer = Fold(new(before.Id, before.Anchor) { Recent = before.Recent.Only(hash => ownMessages.Contains(hash) || !theirMessages.Contains(hash)) }, own);
        customer.Identities.AddRange(before.Identities.Where(known => !IsTheirs(known)));
        customer.Memberships.AddRange(before.Memberships);
        customer.Enrolments.AddRange(before.Enrolments);
        customer.Assignments.AddRange(before.Assignments);
        customer.Conflicts.AddRange(before.Conflicts);
        customer.Merged.AddRange(before.Merged.Where(merged => !theirs.Contains(merged.Id)));
        customer.Awaited.AddRange(before.Awaited.Except(past.Absorbed.Awaited));
        customer.Apart.AddRange(before.Apart);
        customer.Apart.Add(past.Absorbed.Id);

        var told = past.Absorbed.Timeline.Items().Where(item => item.Kind != TimelineKind.Interaction).GroupBy(item => item).ToDictionary(same => same.Key, same => same.Count());
        var chunks = new List<(int Number, ReadOnlyMemory<byte> Bytes)>();
        foreach (var chunk in past.Chunks)
        {
            var items = Timeline.Decode(chunk.Bytes.Span);
            var kept = items.Where(IsOwn).ToList();
            if (kept.Count == items.Count) continue;
            var to = new ByteWriter(chunk.Bytes.Length);
            foreach (var item in kept) item.Write(to);
            chunks.Add((chunk.Number, to.ToArray()));
        }
        customer.Timeline = before.Timeline.Emptied();
        foreach (var item in before.Timeline.Items().Where(IsOwn)) customer.Timeline.Add(item);
        return (customer, chunks);

        // What was told of the other one before it was merged goes with it.
        bool IsOwn(TimelineItem item)
        {
            if (item.Kind == TimelineKind.Interaction) return !theirPositions.Contains(item.Position);
            if (told.GetValueOrDefault(item) == 0) return true;
            told[item]--;
            return false;
        }
    }

    private Customer Absorbed(List<PastStep> other)
    {
        var before = past.Absorbed;
        var customer = Fold(new(before.Id, before.Anchor) { Recent = past.Stayer.Recent.Only(theirMessages.Contains), Timeline = before.Timeline }, other);
        customer.Identities.AddRange(past.Stayer.Identities.Where(IsTheirs));
        customer.Memberships.AddRange(before.Memberships);
        // Its walks went on with the one who stays. What is kept of them numbers those that follow.
        customer.Enrolments.AddRange(before.Enrolments.Select(walk =>
            walk.State == EnrolmentState.Active ? walk with { State = EnrolmentState.Exited, StepId = null, Due = null, Event = default, Since = past.Now } : walk));
        customer.Assignments.AddRange(before.Assignments);
        customer.Conflicts.AddRange(before.Conflicts.Where(conflict => !customer.Has(conflict.Identity)));
        customer.Merged.AddRange(before.Merged);
        customer.Awaited.AddRange(before.Awaited.Intersect(past.Stayer.Awaited));
        customer.Apart.AddRange(before.Apart);
        customer.Apart.Add(past.Stayer.Id);
        return customer;
    }

    private bool IsTheirs(KnownIdentity known) => past.FirstOwners.TryGetValue(known.Identity, out var owner) && theirs.Contains(owner);

    /// <summary>What follows from interactions alone.</summary>
    private Customer Fold(Customer customer, List<PastStep> interactions)
    {
        var timeline = customer.Timeline;
        var step = new FoldStep(new(new AsideTurn(customer.Id.Home), shardCount))
        {
            Rules = rules, Generations = generations, Changed = new(rules.Aggregates.Count), Now = past.Now, Historical = true,
        };
        var concerned = new SegmentMask(rules.Segments.Ordered.Count);
        foreach (var (position, interaction, _) in interactions)
        {
            step.Position = position;
            ProfileFold.Apply(step, customer, interaction, concerned);
            AccountFold.OnGroup(step, customer, interaction, concerned);
        }
        for (var i = 0; i < customer.Accounts.Count; i++)
            if (past.Stayer.Accounts.Find(known => known.Account == customer.Accounts[i].Account) is { } known)
                customer.Accounts[i] = customer.Accounts[i] with { Traits = known.Traits, Told = known.Told };
        // Consents were told when they were given.
        customer.Timeline = timeline;
        return customer;
    }

    private static byte[] Bytes(Customer customer)
    {
        var work = new ByteWriter();
        customer.Write(work);
        return work.ToArray();
    }
}
