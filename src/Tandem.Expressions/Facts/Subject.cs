using System.Collections.Frozen;
using Tandem.Expressions.Syntax;

namespace Tandem.Expressions.Facts;

/// <summary>Who rules ask facts of: <c>customer</c> and <c>account</c>, with what each has.</summary>
/// <param name="Folders">Parts that hold facts by name.</param>
/// <param name="Parts">Parts that are facts themselves.</param>
/// <param name="Examples">As an author would write them.</param>
/// <param name="Contents">What it has, for somebody who asked for something else.</param>
internal sealed record Subject(string Name, string Article, FrozenDictionary<string, FactKind> Folders, FrozenDictionary<string, FactKind> Parts, string Examples, string Contents)
{
    private static readonly Subject Customer = new(
        "customer",
        "A",
        new Dictionary<string, FactKind> { ["traits"] = FactKind.Trait, ["identities"] = FactKind.Identity, ["consents"] = FactKind.Consent }.ToFrozenDictionary(),
        FrozenDictionary<string, FactKind>.Empty,
        "customer.traits.age, customer.identities.email, customer.consents.email",
        "A customer has traits, identities and consents: customer.traits.age");

    private static readonly Subject Account = new(
        "account",
        "An",
        new Dictionary<string, FactKind> { ["traits"] = FactKind.AccountTrait }.ToFrozenDictionary(),
        new Dictionary<string, FactKind> { ["id"] = FactKind.AccountId }.ToFrozenDictionary(),
        "account.traits.plan, account.id",
        "An account has traits and an id: account.traits.plan");

    /// <summary>Null for a node that is no subject.</summary>
    public static Subject? Of(Node node) => node is not Name name ? null : name.Text switch
    {
        "customer" => Customer,
        "account" => Account,
        _ => null,
    };

    public static string ExampleIn(FactKind folder) => folder switch
    {
        FactKind.Trait => "age",
        FactKind.AccountTrait => "plan",
        _ => "email",
    };
}
