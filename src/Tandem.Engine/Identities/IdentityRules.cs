using System.Collections.Frozen;

namespace Tandem.Engine.Identities;

/// <summary>
/// How many identities of each kind a customer may have and which values identify nobody: the defaults, and what the
/// workspace says in their place. Immutable.
/// </summary>
/// <remarks>
/// The defaults are those of Segment Unify: one <c>userId</c> and five of any other kind, for ever. A day has no limit
/// of its own by default, since five for ever is stricter than any sensible number a day.
/// </remarks>
public sealed class IdentityRules
{
    private static readonly IdentityLimit[] OneEver = [new(1, LimitPeriod.Ever)], FiveEver = [new(5, LimitPeriod.Ever)];

    private readonly FrozenDictionary<string, IdentityLimit[]> limits;
    private readonly FrozenDictionary<string, FrozenSet<string>> blocked;

    private IdentityRules(IReadOnlyList<IdentitySpec> specs)
    {
        limits = specs.Where(spec => spec.Limits is not null).ToFrozenDictionary(spec => spec.Kind, spec => WithCeiling(spec.Limits!), StringComparer.Ordinal);
        blocked = specs.Where(spec => spec.Blocked.Count > 0).ToFrozenDictionary(
            spec => spec.Kind,
            spec => spec.Blocked.Select(value => IdentityKinds.Normalize(spec.Kind, value)).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            StringComparer.Ordinal);
    }

    public static IdentityRules Of(IReadOnlyList<IdentitySpec> specs) => new(specs);

    /// <summary>All of them hold; there is always one for ever.</summary>
    public ReadOnlySpan<IdentityLimit> LimitsOf(string kind) =>
        limits.TryGetValue(kind, out var own) ? own : kind == IdentityKinds.UserId ? OneEver : FiveEver;

    /// <summary>Whether a customer can have one identity of the kind at most, so that two who have one are two people.</summary>
    public bool IsUnique(string kind)
    {
        foreach (var limit in LimitsOf(kind))
            if (limit is { Count: 1, Per: LimitPeriod.Ever }) return true;
        return false;
    }

    /// <summary>Whether the identity says nothing about who somebody is.</summary>
    public bool IsBlocked(Identity identity) =>
        BlockedValues.Contains(identity.Value) || (blocked.Count > 0 && blocked.TryGetValue(identity.Kind, out var own) && own.Contains(identity.Value));

    /// <summary>The strongest identity that is not blocked; null where all are.</summary>
    /// <param name="identities">Strongest first, as far as they are not blocked by <see cref="BlockedValues"/>.</param>
    public Identity? Strongest(IReadOnlyList<Identity> identities)
    {
        for (var i = 0; i < identities.Count; i++)
            if (!IsBlocked(identities[i])) return identities[i];
        return null;
    }

    private static IdentityLimit[] WithCeiling(IReadOnlyList<IdentityLimit> limits) =>
        limits.Any(limit => limit.Per == LimitPeriod.Ever) ? [.. limits] : [.. limits, new(IdentityLimit.MaxCount, LimitPeriod.Ever)];
}
