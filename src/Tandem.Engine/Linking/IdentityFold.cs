using Tandem.Engine.Customers;
using Tandem.Engine.Dispositions;
using Tandem.Engine.Folding;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Shards;
using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Engine.Linking;

/// <summary>
/// Finds out who is one person. A customer's home asks the shard of each other identity to link it; where that identity
/// is another customer's, the one with the weaker anchor moves, whole, to the home of the other.
/// </summary>
public static class IdentityFold
{
    /// <summary>How many conflicts a customer remembers; the oldest make room.</summary>
    public const int MaxConflicts = 100;

    private const string Gone = "it belongs to another customer, since a merge was undone";

    private const string Blocked = "the value is blocked: it identifies nobody";

    /// <summary>Asks for the identities that an interaction shows and the customer does not have yet.</summary>
    public static void Link(FoldStep step, Customer customer, Interaction interaction)
    {
        for (var i = 0; i < interaction.Identities.Count; i++)
        {
            var identity = interaction.Identities[i];
            if (customer.Has(identity) || customer.Linking.Contains(identity) || WasRefusedLately(step, customer, identity)) continue;
            if (step.Rules.Identities.IsBlocked(identity))
            {
                Conflict(step, customer, identity, Blocked);
                continue;
            }
            if (MergeProtection.AgainstAdding(step.Rules.Identities, customer, identity, step.Now) is { } reason)
            {
                Conflict(step, customer, identity, reason);
                step.State.Send(identity.Shard(step.State.ShardCount), new()
                {
                    Kind = MessageKind.Shown, Subject = customer.Id, Anchor = customer.Anchor, Identity = identity, Text = reason,
                });
                continue;
            }
            customer.Linking.Add(identity);
            step.State.Send(identity.Shard(step.State.ShardCount), new() { Kind = MessageKind.Link, Subject = customer.Id, Anchor = customer.Anchor, Identity = identity, Historical = step.Historical });
        }
    }

    /// <summary>At the shard that keeps the identity: claims it, or passes the question on to whose it is.</summary>
    public static void OnLink(FoldStep step, ShardMessage link)
    {
        var owner = step.State.OwnerOf(link.Identity);
        if (owner.IsNobody && step.Rules.Identities.IsBlocked(link.Identity))
        {
            // The asking shard did not have the rules yet that block it.
            step.State.Send(link.Subject.Home, new() { Kind = MessageKind.LinkRefused, Target = link.Subject, Identity = link.Identity, Text = Blocked, ToAsker = true });
            return;
        }
        if (owner.IsNobody)
        {
            step.State.SetOwner(link.Identity, link.Subject);
            owner = link.Subject;
        }
        if (owner == link.Subject) step.State.Send(owner.Home, new() { Kind = MessageKind.Linked, Target = owner, Identity = link.Identity, Historical = link.Historical });
        else step.State.Send(owner.Home, link with { Target = owner });
    }

    /// <summary>At the home of the customer who has the identity: decides who moves, if anyone.</summary>
    public static void OnLinkTo(FoldStep step, Customer customer, ShardMessage link)
    {
        if (customer.Id == link.Subject)
        {
            // One who had it and asked the other to come may have lost it meanwhile, when a merge was undone.
            if (!link.ToAsker || customer.Has(link.Identity)) OnLinked(step, customer, link.Identity);
            else if (customer.Linking.Contains(link.Identity)) Conflict(step, customer, link.Identity, Gone, ends: true);
        }
        else if (customer.Anchor.Kind == link.Anchor.Kind && step.Rules.Identities.IsUnique(link.Anchor.Kind))
        {
            Conflict(step, customer, link.Identity, $"{link.Anchor} showed it too, and is another customer", ends: link.ToAsker);
            step.State.Send(link.Subject.Home, new()
            {
                Kind = MessageKind.LinkRefused, Target = link.Subject, Identity = link.Identity, Text = $"it belongs to {customer.Anchor}", ToAsker = !link.ToAsker,
            });
        }
        else if (IdentityKinds.Compare(link.Anchor, customer.Anchor) < 0)
        {
            Offer(step, customer, link);
        }
        else
        {
            step.State.Send(link.Subject.Home, new()
            {
                Kind = MessageKind.Link,
                Target = link.Subject,
                Subject = customer.Id,
                Anchor = customer.Anchor,
                Identity = link.Identity,
                Historical = link.Historical,
                ToAsker = !link.ToAsker,
            });
        }
    }

    /// <summary>At the shard that keeps the identity: tells whose it is that somebody else showed it and may not have it.</summary>
    public static void OnShown(FoldStep step, ShardMessage shown)
    {
        var owner = step.State.OwnerOf(shown.Identity);
        if (!owner.IsNobody && owner != shown.Subject) step.State.Send(owner.Home, shown with { Target = owner });
    }

    /// <summary>At the home of the customer who has the identity.</summary>
    public static void OnShownTo(FoldStep step, Customer customer, ShardMessage shown)
    {
        // The one who showed it may have become this customer meanwhile.
        if (customer.Id == shown.Subject || customer.Has(shown.Anchor)) return;
        Conflict(step, customer, shown.Identity, $"{shown.Anchor} showed it too, and stays apart: {shown.Text}");
    }

    /// <summary>The identity is the customer's.</summary>
    public static void OnLinked(FoldStep step, Customer customer, Identity identity)
    {
        customer.Linking.Remove(identity);
        if (!customer.Has(identity))
        {
            customer.Identities.Add(new(identity, step.Now));
            customer.Conflicts.RemoveAll(known => known.Identity == identity);
            step.Tell(customer, TimelineKind.Identity, "linked", identity.ToString());
            JourneyFold.Decide(step, customer, step.Rules.Segments.OnIdentity);
        }
        step.State.Touch(customer);
    }

    /// <summary>Another customer, whole, is to become part of this one.</summary>
    /// <param name="entry">The entry by which the offer came.</param>
    public static void OnOffer(FoldStep step, Customer customer, ShardMessage offer, Position entry)
    {
        var other = Customer.Read(offer.Subject, offer.First.Span, offer.Second);
        var isTheirs = customer.Has(offer.Identity) || other.Has(offer.Identity) || customer.Apart.Count + other.Apart.Count == 0;
        if ((isTheirs ? MergeProtection.AgainstJoining(step.Rules.Identities, customer, other, step.Now) : Gone) is { } reason)
        {
            Conflict(step, customer, offer.Identity, reason, ends: offer.ToAsker);
            step.State.Send(other.Id.Home, new() { Kind = MessageKind.Refused, Target = other.Id, Identity = offer.Identity, Text = reason, ToAsker = !offer.ToAsker });
            return;
        }
        Count(step.State.Counts, customer, -1);
        Joining.Absorb(step, customer, other, entry);
        Count(step.State.Counts, customer, 1);
        step.Tell(customer, TimelineKind.Identity, "merged", other.Id.ToString(), $"{other.Anchor} is the same person, shown by {offer.Identity}");
        SegmentFold.Forget(step, customer);
        JourneyFold.Decide(step, customer, step.Rules.Segments.All);
        step.State.Touch(customer);
        step.State.Send(other.Id.Home, new() { Kind = MessageKind.Taken, Target = other.Id, Subject = customer.Id });
    }

    /// <summary>The other home has the customer: what is left here shows the way.</summary>
    public static void OnTaken(FoldStep step, Customer customer, EntityId to)
    {
        foreach (var parked in customer.Parked) Forward(step, parked, to);
        step.State.Timers.Set(customer.Id, null);
        step.State.Replace(new Moved(customer.Id, to));
    }

    /// <summary>They stay apart. Answers the entries that waited for the decision, to be folded now.</summary>
    public static IReadOnlyList<ParkedEntry> OnRefused(FoldStep step, Customer customer)
    {
        customer.MovingTo = default;
        Count(step.State.Counts, customer, 1);
        ParkedEntry[] parked = [.. customer.Parked];
        customer.Parked.Clear();
        step.State.Touch(customer);
        return parked;
    }

    /// <summary>Sends an entry on to the home of the customer that it belongs to now.</summary>
    public static void Forward(FoldStep step, in ParkedEntry entry, EntityId to)
    {
        if (entry.Kind == EntryKind.Message)
        {
            var message = ShardMessage.Read(entry.Payload.Span);
            step.State.Send(to.Home, message with { Target = to, For = entry.For });
            return;
        }
        Forward(step, entry, to.Home, to);
    }

    /// <summary>Sends an interaction on to the shard that keeps the identity which decides it.</summary>
    public static void Forward(FoldStep step, in ParkedEntry entry, ShardId keeper) => Forward(step, entry, keeper, default);

    private static void Forward(FoldStep step, in ParkedEntry entry, ShardId shard, EntityId target)
    {
        if (entry.Kind == EntryKind.Interaction) step.Note(entry.Position, DispositionKind.Forwarded, target);
        step.State.Send(shard, new()
        {
            Kind = MessageKind.Forward, Target = target, EntryKind = entry.Kind, EntryPosition = entry.Position, Time = entry.At, First = entry.Payload,
            For = target.IsNobody ? default : entry.For,
        });
    }

    /// <summary>Within a day nothing is asked twice; after it a limit may have room again, or may have been raised.</summary>
    private static bool WasRefusedLately(FoldStep step, Customer customer, Identity identity)
    {
        foreach (var conflict in customer.Conflicts)
            if (conflict.Identity == identity) return conflict.At > step.Now - MergeProtection.Day;
        return false;
    }

    private static void Offer(FoldStep step, Customer customer, ShardMessage link)
    {
        // From here on its new home counts it, so that a customer on the move is never counted twice.
        Count(step.State.Counts, customer, -1);
        var work = new ByteWriter();
        customer.Write(work);
        customer.MovingTo = link.Subject;
        step.State.Touch(customer);
        step.State.Send(link.Subject.Home, new()
        {
            Kind = MessageKind.Offer,
            Target = link.Subject,
            Subject = customer.Id,
            Anchor = customer.Anchor,
            Identity = link.Identity,
            Second = work.ToArray(),
            Historical = link.Historical,
            ToAsker = !link.ToAsker,
        });
    }

    /// <summary>Records that an identity is not the customer's, or is another one's too. The same one is told once, and its time and reason are the last ones.</summary>
    /// <param name="ends">It answers the customer's own asking. One that is merely told leaves the asking open, whose answer is on its way.</param>
    public static void Conflict(FoldStep step, Customer customer, Identity identity, string reason, bool ends = false)
    {
        if (ends) customer.Linking.Remove(identity);
        var conflict = new Conflict(identity, reason, step.Now);
        var place = customer.Conflicts.FindIndex(known => known.Identity == identity);
        if (place >= 0)
        {
            customer.Conflicts[place] = conflict;
        }
        else
        {
            if (customer.Conflicts.Count >= MaxConflicts) customer.Conflicts.RemoveAt(0);
            customer.Conflicts.Add(conflict);
            step.Tell(customer, TimelineKind.Identity, "conflict", identity.ToString(), reason);
        }
        step.State.Touch(customer);
    }

    /// <summary>Adds or takes away everything that a customer is counted in.</summary>
    internal static void Count(Counts counts, Customer customer, int sign)
    {
        counts.Add(CountNames.Customers, sign);
        foreach (var membership in customer.Memberships) counts.Add(CountNames.Segment(membership.Segment), sign);
        foreach (var enrolment in customer.Enrolments)
        {
            if (enrolment.State != EnrolmentState.Active) continue;
            counts.Add(CountNames.Journey(enrolment.Journey, "active"), sign);
            if (enrolment.StepId is { } step) counts.Add(CountNames.JourneyStep(enrolment.Journey, "here", step), sign);
        }
        CampaignFold.Count(counts, customer, sign);
    }
}
