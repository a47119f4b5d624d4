using Tandem.Engine.Identities;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>What holds for a kind of identity, as written: <c>kind, limits, blocked</c>.</summary>
public static class IdentityReader
{
    private const int MaxBlocked = 1000;

    private static readonly string[] WellKnown = [IdentityKinds.UserId, IdentityKinds.Email, IdentityKinds.Phone, IdentityKinds.AnonymousId];

    /// <summary>Right only where no error was added.</summary>
    public static IdentitySpec Read(Definition definition, ErrorList errors)
    {
        var fields = definition.Read(errors).Map("kind", "limits", "blocked");
        return new(Kind(definition, fields), Limits(fields.Optional("limits")), Blocked(fields.Optional("blocked")));
    }

    private static string Kind(Definition definition, MapCursor fields)
    {
        var at = fields.Optional("kind");
        if (at.IsThere)
        {
            var kind = at.Text();
            if (kind.Length > 0 && !IdentityKinds.IsKind(kind))
                at.Fail("bad_kind", $"{kind} cannot be a kind of identity.", $"Use letters, digits, _, . and -, a letter first, up to {IdentityKinds.MaxKindLength} characters.");
            return kind;
        }
        // Names of definitions have no capitals, and a limit on userid would bind nobody.
        if (WellKnown.FirstOrDefault(known => Same(known, definition.Name) && known != definition.Name) is { } meant)
            fields.Fail("missing", $"{definition.Name} is no kind of identity that calls have.", $"Add kind: {meant}");
        else if (!IdentityKinds.IsKind(definition.Name))
            fields.Fail("missing", $"{definition.Name} cannot be a kind of identity.", "Add kind: …, as calls have it.");
        return definition.Name;
    }

    private static List<IdentityLimit>? Limits(NodeCursor at)
    {
        if (!at.IsThere) return null;
        var limits = new List<IdentityLimit>();
        foreach (var item in at.Items())
        {
            var fields = item.Map("count", "per");
            var limit = new IdentityLimit(
                fields.Required("count").Whole(1, 1, IdentityLimit.MaxCount),
                fields.Required("per").OneOf(LimitPeriod.Ever, ("ever", LimitPeriod.Ever), ("day", LimitPeriod.Day)));
            if (limits.Exists(known => known.Per == limit.Per)) fields.Optional("per").Fail("duplicate_limit", "There is a limit for this period already.", "Keep one of them.");
            limits.Add(limit);
        }
        if (at.Node is ListNode && limits.Count == 0) at.Fail("no_limit", "Without a limit, one shared device makes one customer of many people.", "Write - { count: 5, per: ever }, or leave limits out for the default.");
        return limits;
    }

    private static List<string> Blocked(NodeCursor at)
    {
        var values = at.Items();
        if (values.Count > MaxBlocked) at.Fail("too_many", $"A kind has at most {MaxBlocked} blocked values, and here are {values.Count}.", "Block what many people share, and nothing else.");
        return [.. values.Take(MaxBlocked).Select(value => value.Text())];
    }

    private static bool Same(string kind, string name) => string.Equals(kind, name.Replace("-", ""), StringComparison.OrdinalIgnoreCase);
}
