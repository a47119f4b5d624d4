using Tandem.Engine.Identities;

namespace Tandem.Engine.Interactions;

/// <summary>The identities of an item: collected, in normal form, distinct, strongest first, blocked ones last.</summary>
internal static class DraftIdentities
{
    /// <summary>Empty, with the reasons noted in the draft, where the item cannot name its customer.</summary>
    public static Identity[] Of(ItemDraft draft)
    {
        var found = new IdentityList();
        AddId(draft, ref found, IdentityKinds.UserId, draft.UserId, "userId");
        AddId(draft, ref found, IdentityKinds.AnonymousId, draft.AnonymousId, "anonymousId");
        if (found.Count == 0 && !draft.IsToldOf("anonymousId"))
            draft.Lacks("userId", "Neither userId nor anonymousId says who did it.", "Send userId for a known customer, anonymousId for an unknown one.");
        // The browser SDK sends a known user's own id as the previous one.
        if (draft.Type == InteractionType.Alias && draft.PreviousId != draft.UserId) AddId(draft, ref found, IdentityKinds.AnonymousId, draft.PreviousId, "previousId");
        if (draft.Type == InteractionType.Identify)
        {
            AddAddress(ref found, IdentityKinds.Email, draft.Email);
            AddAddress(ref found, IdentityKinds.Phone, draft.Phone);
        }
        AddAddress(ref found, IdentityKinds.Email, draft.ContextEmail);
        AddAddress(ref found, IdentityKinds.Phone, draft.ContextPhone);
        foreach (var external in draft.External ?? []) found.Add(external);
        if (found.Count > TrackingLimits.Identities)
            draft.Fail("too_many", "context.externalIds", $"The call names more than {TrackingLimits.Identities} identities.", $"Send at most {TrackingLimits.Identities} of one customer in one call.");
        if (!draft.IsGood) return [];
        var identities = found.ToArray();
        if (!BlockedValues.Contains(identities[0].Value)) return identities;
        RefuseBlocked(draft, "userId", draft.UserId);
        RefuseBlocked(draft, "anonymousId", draft.AnonymousId);
        return [];
    }

    // They stand last, so that with the first one all of them are blocked.
    private static void RefuseBlocked(ItemDraft draft, string path, string? id)
    {
        if (id is not null)
            draft.Fail("blocked_id", path, $"{path} is \"{id}\", which is sent where an id is missing and identifies nobody.",
                "Send the customer's own userId, or leave it out and send an anonymousId made for the device.");
    }

    /// <summary>One of <c>context.externalIds</c>.</summary>
    public static void AddExternal(ItemDraft draft, string type, string id, string path)
    {
        var kind = KindOf(type);
        if (!IdentityKinds.IsKind(kind))
        {
            draft.Fail("bad_kind", path + ".type", "An external id's type cannot be a kind of identity.",
                $"Use letters, digits, _, . and -, a letter first, up to {IdentityKinds.MaxKindLength} characters; the word id is kept for customer ids.");
            return;
        }
        var value = IdentityKinds.Normalize(kind, id);
        if (value is null)
            draft.Fail("too_long", path + ".id", $"An external id is empty or longer than {IdentityKinds.MaxValueLength} characters.", "Send a shorter id.");
        else if (!IsAddress(kind, value))
            draft.Fail("bad_address", path + ".id", $"An external id of type {kind} is none.", kind == IdentityKinds.Email ? "Send an address such as a@example.com." : "Send a number such as +4930123456.");
        else if ((draft.External ??= []).Count <= TrackingLimits.Identities && !draft.External.Contains(new(kind, value)))
            // One over the limit is kept, so that the whole is refused; more of them would only cost time.
            draft.External.Add(new(kind, value));
    }

    private static void AddId(ItemDraft draft, ref IdentityList to, string kind, string? id, string path)
    {
        if (id is null) return;
        if (IdentityKinds.Normalize(kind, id) is { } value) to.Add(new(kind, value));
        else draft.Fail("too_long", path, $"{path} is longer than {IdentityKinds.MaxValueLength} characters.", "Send a shorter id; hash one that is long by nature.");
    }

    // A trait that is no address ("none", "n/a") stays a trait: as an identity it would make one customer of many.
    private static void AddAddress(ref IdentityList to, string kind, string? address)
    {
        if (address is not null && IdentityKinds.Normalize(kind, address) is { } value && IsAddress(kind, value)) to.Add(new(kind, value));
    }

    private static bool IsAddress(string kind, string value) => kind switch
    {
        IdentityKinds.Email => value.IndexOf('@') is var at and > 0 && at < value.Length - 1 && !value.AsSpan().ContainsAny(" \t\r\n,;<>"),
        IdentityKinds.Phone => value.AsSpan().TrimStart('+') is { Length: >= 3 and <= 20 } digits && value.Length - digits.Length <= 1 && !digits.ContainsAnyExceptInRange('0', '9'),
        _ => true,
    };

    // Segment writes its own two kinds with an underscore there.
    private static string KindOf(string type) => type switch
    {
        "user_id" or IdentityKinds.UserId => IdentityKinds.UserId,
        "anonymous_id" or IdentityKinds.AnonymousId => IdentityKinds.AnonymousId,
        IdentityKinds.Email => IdentityKinds.Email,
        IdentityKinds.Phone => IdentityKinds.Phone,
        _ => type,
    };
}
