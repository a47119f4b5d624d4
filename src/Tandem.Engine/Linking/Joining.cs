using Tandem.Engine.Customers;
using Tandem.Engine.Folding;
using Tandem.Engine.Shards;
using Tandem.Primitives;

namespace Tandem.Engine.Linking;

/// <summary>Makes one customer of two that turned out to be the same person.</summary>
public static class Joining
{
    /// <summary>
    /// Adds to one customer everything that is known of the other. The later trait and consent win; where both walk
    /// through a journey or have an arm, the stronger anchor's (the customer's who stays) holds. Being in a segment
    /// continues, so that joining alone is no entering.
    /// </summary>
    /// <param name="offer">The entry by which the other came.</param>
    public static void Absorb(FoldStep step, Customer customer, Customer other, Position offer)
    {
        foreach (var known in other.Identities)
            if (!customer.Has(known.Identity)) customer.Identities.Add(known);
        foreach (var (name, trait) in other.Traits)
            if (!customer.Traits.TryGetValue(name, out var known) || trait.At > known.At) customer.Traits[name] = trait;
        foreach (var consent in other.Consents)
        {
            var place = customer.Consents.FindIndex(known => known.Channel == consent.Channel);
            if (place < 0) customer.Consents.Add(consent);
            else if (consent.At > customer.Consents[place].At) customer.Consents[place] = consent;
        }
        foreach (var counter in other.Events) EventCounter.Add(customer.Events, counter);
        customer.Tracks.Merge(other.Tracks, step.Rules.Aggregates, step.Now);
        customer.Recent.Merge(other.Recent);
        JoinMemberships(customer, other);
        foreach (var enrolment in other.Enrolments)
            if (!customer.Enrolments.Exists(known => known.Journey == enrolment.Journey)) customer.Enrolments.Add(enrolment);
        foreach (var assignment in other.Assignments)
            if (!customer.Assignments.Exists(known => known.Campaign == assignment.Campaign)) customer.Assignments.Add(assignment);
        JoinAccounts(customer, other);
        // Over an identity that one of them has there is nothing to argue about any more.
        customer.Conflicts.RemoveAll(conflict => other.Has(conflict.Identity));
        customer.Conflicts.AddRange(other.Conflicts.Where(conflict =>
            (other.Has(conflict.Identity) || !customer.Has(conflict.Identity)) && !customer.Conflicts.Exists(known => known.Identity == conflict.Identity)));
        customer.Awaited.AddRange(other.Awaited);
        customer.Merged.Add(new(other.Id, step.Now, offer));
        customer.Merged.AddRange(other.Merged);
        foreach (var id in other.Apart)
            if (!customer.Apart.Contains(id)) customer.Apart.Add(id);
        foreach (var identity in other.Linking)
            if (!customer.Linking.Contains(identity) && !customer.Has(identity)) customer.Linking.Add(identity);
        customer.Linking.RemoveAll(customer.Has);
        if (other.Interactions > 0)
        {
            var fresh = customer.Interactions == 0;
            if (fresh || other.FirstSeen < customer.FirstSeen) customer.FirstSeen = other.FirstSeen;
            if (fresh || other.LastSeen > customer.LastSeen) customer.LastSeen = other.LastSeen;
            customer.Interactions += other.Interactions;
        }
        JoinTimelines(step.State, customer, other);
    }

    private static void JoinAccounts(Customer customer, Customer other)
    {
        foreach (var account in other.Accounts)
        {
            var place = customer.Accounts.FindIndex(known => known.Account == account.Account);
            if (place < 0) customer.Accounts.Add(account);
            else if (account.Told > customer.Accounts[place].Told) customer.Accounts[place] = customer.Accounts[place] with { Traits = account.Traits, Told = account.Told };
        }
    }

    private static void JoinMemberships(Customer customer, Customer other)
    {
        foreach (var membership in other.Memberships)
        {
            var place = customer.IndexOfMembership(membership.Segment);
            if (place < 0) customer.Memberships.Add(membership);
            else if (membership.Since < customer.Memberships[place].Since) customer.Memberships[place] = membership;
        }
    }

    /// <summary>
    /// Puts both histories in one order. Chunks that left the other's state before stay under its old id, where a
    /// reader finds them by <see cref="Customer.Merged"/>.
    /// </summary>
    private static void JoinTimelines(ShardState state, Customer customer, Customer other)
    {
        var merged = customer.Timeline.Items().Concat(other.Timeline.Items()).OrderBy(item => item.Position).ToList();
        customer.Timeline = customer.Timeline.Emptied();
        foreach (var item in merged) state.Tell(customer, item);
    }
}
