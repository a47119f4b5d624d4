using System.Collections.Frozen;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Facts;

/// <summary>Who rules ask facts of: <c>customer</c> and <c>account</c>, with what each has.</summary>
/// <param name="Folders">Parts that hold facts by name.</param>
/// <param name="Parts">Parts that are facts themselves.</param>
/// <param name="Examples">As an author would write them.</param>
internal sealed record Subject(string Name, string Article, FrozenDictionary<string, FactKind> Folders, FrozenDictionary<string, FactKind> Parts, string Examples)
{
    private static readonly Subject Customer = new(
        "customer",
        "A",
        new Dictionary<string, FactKind> { ["traits"] = FactKind.Trait, ["identities"] = FactKind.Identity, ["consents"] = FactKind.Consent }.ToFrozenDictionary(),
        FrozenDictionary<string, FactKind>.Empty,
        "customer.traits.age, customer.identities.email, customer.consents.email");

    private static readonly Subject Account = new(
        "account",
        "An",
        new Dictionary<string, FactKind> { ["traits"] = FactKind.AccountTrait }.ToFrozenDictionary(),
        new Dictionary<string, FactKind> { ["id"] = FactKind.AccountId }.ToFrozenDictionary(),
        "account.traits.plan, account.id");

    /// <summary>Null for a node that is no subject.</summary>
    public static Subject? Of(Node node) => node is not Name name ? null : name.Text switch
    {
        "customer" => Customer,
        "account" => Account,
        _ => null,
    };

    /// <summary>For somebody who asks it for something that it has not.</summary>
    public string WhereIs(string part) => part.ToLowerInvariant() switch
    {
        "segments" or "segment" => "For example: in_segment(\"lapsing\")",
        "events" or "history" => "For example: events(\"Order Completed\").any()",
        "account" or "company" => "For example: account.traits.plan",
        "email" or "phone" or "userid" or "anonymousid" when this == Customer => $"For example: customer.identities.{part}",
        _ => $"Whatever is known of {(this == Customer ? "a customer" : "an account")} is a trait: {Name}.traits{Printer.Field(part)}",
    };

    public static string ExampleIn(FactKind folder) => folder switch
    {
        FactKind.Trait => "age",
        FactKind.AccountTrait => "plan",
        _ => "email",
    };
}
