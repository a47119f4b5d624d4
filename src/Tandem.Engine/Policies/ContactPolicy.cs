using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Identities;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Policies;

/// <summary>Whether a customer may be contacted on a channel, and why or why not.</summary>
/// <param name="Address">Where, if anywhere.</param>
/// <param name="Withheld">Why not: one of <see cref="ContactPolicy.Reasons"/>; null when it may be sent.</param>
/// <param name="Because">The same in words.</param>
public readonly record struct ContactDecision(string? Address, string? Withheld, string Because);

/// <summary>What stops a contact. The suppression list is looked at later, when the message is about to be sent.</summary>
public static class ContactPolicy
{
    public const string NoAddress = "no_address", NoConsent = "no_consent", ConsentWithdrawn = "consent_withdrawn", Suppressed = "suppressed", Erased = "erased";

    /// <summary>Every reason with its name for people.</summary>
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        [NoAddress] = "No address on this channel",
        [NoConsent] = "Never gave consent",
        [ConsentWithdrawn] = "Withdrew consent",
        [Suppressed] = "On the suppression list",
        [Erased] = "The customer was erased",
    };

    /// <summary>Marketing needs consent that was given and not withdrawn; what is transactional needs an address only.</summary>
    public static ContactDecision Decide(Customer customer, string channel, TemplatePurpose purpose)
    {
        var address = AddressOf(customer, channel);
        if (address is null) return new(null, NoAddress, $"no {channel} address is known");
        if (purpose == TemplatePurpose.Transactional) return new(address, null, "a transactional message needs no consent");
        return customer.ConsentFor(channel) switch
        {
            null => new(address, NoConsent, $"the customer never gave consent for {channel}"),
            { Granted: false } consent => new(address, ConsentWithdrawn, $"the customer withdrew consent for {channel} on {consent.At}"),
            { } consent => new(address, null, $"the customer gave consent for {channel} on {consent.At}"),
        };
    }

    private static string? AddressOf(Customer customer, string channel)
    {
        var kind = channel == "sms" ? IdentityKinds.Phone : channel;
        if (customer.IdentityOf(kind) is { } known) return known;
        // The customer said where to reach them. Whether nobody else is known by it is another question: the answer may
        // be on its way, and a family may share one address.
        foreach (var identity in customer.Linking)
            if (identity.Kind == kind) return identity.Value;
        return customer.Traits.TryGetValue(kind, out var trait) && trait.Value.Kind == ValueKind.String ? IdentityKinds.Normalize(kind, trait.Value.AsString) : null;
    }
}
