using Tandem.Engine.Customers;

namespace Tandem.Engine.Identities;

/// <summary>What keeps two customers apart however often a device shows both.</summary>
public static class MergeProtection
{
    /// <summary>How many identities of a kind one customer may have: one userId, five of any other kind (as in Segment Unify's defaults).</summary>
    public static int Limit(string kind) => kind == IdentityKinds.UserId ? 1 : 5;

    /// <summary>Why the customer may not have this identity as well; null when it may.</summary>
    public static string? AgainstAdding(Customer customer, Identity identity)
    {
        var limit = Limit(identity.Kind);
        return customer.Identities.Count(known => known.Identity.Kind == identity.Kind) < limit ? null
            : limit == 1 ? $"the customer has another {identity.Kind}" : $"the customer has {limit} identities of the kind {identity.Kind} already";
    }

    /// <summary>Why the two may not be joined; null when they may.</summary>
    public static string? AgainstJoining(Customer left, Customer right)
    {
        foreach (var kind in left.Identities.Concat(right.Identities).GroupBy(known => known.Identity.Kind))
        {
            var limit = Limit(kind.Key);
            if (kind.Select(known => known.Identity).Distinct().Count() <= limit) continue;
            return limit == 1 ? $"both have a {kind.Key} of their own" : $"together they would have more than {limit} identities of the kind {kind.Key}";
        }
        return null;
    }
}
