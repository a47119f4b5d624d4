using Tandem.Engine.Customers;
using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Engine.Linking;

/// <summary>What keeps two customers apart however often a device shows both.</summary>
public static class MergeProtection
{
    /// <summary>How long a refused identity is not asked for again; also what a day is to <see cref="LimitPeriod.Day"/>.</summary>
    public static readonly Duration Day = Duration.FromDays(1);

    /// <summary>Why the customer may not have this identity as well; null when it may. What is being linked counts as had.</summary>
    public static string? AgainstAdding(IdentityRules rules, Customer customer, Identity identity, Instant now)
    {
        foreach (var limit in rules.LimitsOf(identity.Kind))
        {
            var count = 0;
            foreach (var known in customer.Identities)
                if (Counts(limit, known.Identity, known.Since, identity.Kind, now)) count++;
            foreach (var linking in customer.Linking)
                if (linking.Kind == identity.Kind) count++;
            if (count < limit.Count) continue;
            return limit switch
            {
                { Count: 1, Per: LimitPeriod.Ever } => $"the customer has another {identity.Kind}",
                { Per: LimitPeriod.Ever } => $"the customer has {limit.Count} identities of the kind {identity.Kind} already",
                _ => $"the customer got {limit.Count} of the kind {identity.Kind} within a day already",
            };
        }
        return null;
    }

    /// <summary>Why the other may not become part of the customer; null when it may. A kind of which the other brings nothing new is no reason.</summary>
    public static string? AgainstJoining(IdentityRules rules, Customer customer, Customer other, Instant now)
    {
        if (AreApart(customer, other) || AreApart(other, customer)) return "they were one customer once, and that was undone";
        var own = All(customer, now).Select(known => known.Identity).ToHashSet();
        foreach (var kind in All(other, now).Where(known => !own.Contains(known.Identity)).GroupBy(known => known.Identity.Kind, StringComparer.Ordinal))
        {
            if (Exceeded(rules, [.. All(customer, now).Where(known => known.Identity.Kind == kind.Key), .. kind], now) is not { } limit) continue;
            return limit switch
            {
                { Count: 1, Per: LimitPeriod.Ever } => $"both have a {kind.Key} of their own",
                { Per: LimitPeriod.Ever } => $"together they would have more than {limit.Count} identities of the kind {kind.Key}",
                _ => $"together they would have got more than {limit.Count} of the kind {kind.Key} within a day",
            };
        }
        return null;
    }

    /// <summary>Whether a customer has no more than the limits allow, which stays so unless they are lowered.</summary>
    public static bool IsWithinLimits(IdentityRules rules, Customer customer, Instant now) =>
        All(customer, now).GroupBy(known => known.Identity.Kind, StringComparer.Ordinal).All(kind => Exceeded(rules, [.. kind], now) is null);

    /// <summary>The limit of their kind that these are too many for.</summary>
    private static IdentityLimit? Exceeded(IdentityRules rules, IReadOnlyList<KnownIdentity> ofKind, Instant now)
    {
        foreach (var limit in rules.LimitsOf(ofKind[0].Identity.Kind))
            if (ofKind.Count(known => Counts(limit, known.Identity, known.Since, known.Identity.Kind, now)) > limit.Count) return limit;
        return null;
    }

    private static bool AreApart(Customer customer, Customer other)
    {
        foreach (var id in customer.Apart)
            if (other.IsKnownAs(id)) return true;
        return false;
    }

    private static bool Counts(IdentityLimit limit, Identity identity, Instant since, string kind, Instant now) =>
        identity.Kind == kind && (limit.Per == LimitPeriod.Ever || since > now - Day);

    private static IEnumerable<KnownIdentity> All(Customer customer, Instant now) =>
        customer.Identities.Concat(customer.Linking.Where(identity => !customer.Has(identity)).Select(identity => new KnownIdentity(identity, now)));
}
