using System.Text.Json;
using Tandem.Primitives;

namespace Tandem.Server.Rules;

/// <summary>A rule to be looked at: its text, or its tree.</summary>
/// <param name="Expression">The text. Either this or <c>tree</c>.</param>
/// <param name="Tree">The tree as a check answered it, or as an editor changed it; spans are not read.</param>
/// <param name="Scope"><c>segment</c>: the customer and the past; <c>journey</c>: <c>event</c> and <c>now</c>, too.</param>
public sealed record RuleToCheck(string? Expression = null, JsonElement? Tree = null, string Scope = "segment");

/// <summary>What publishing would say of a rule, and what the rule is made of.</summary>
/// <param name="Ok">Whether it could be published: there is no error.</param>
/// <param name="Errors">What is wrong, each with line and column (of <c>expression</c>; of <c>canonical</c> where a tree was sent), and what would be right.</param>
/// <param name="Warnings">Names of traits and events that were not seen yet, each with line, column and the nearest that were: mistyped, perhaps, or new.</param>
/// <param name="Canonical">The rule in its one canonical form, without comments; null where it does not parse.</param>
/// <param name="Tree">One object a node with its <c>kind</c>, its parts by name, and its <c>span</c> (from and to, in UTF-16 units, of the text that line and column count in); null where it does not parse.</param>
/// <param name="Reads">What it reads; null where it does not compile.</param>
public sealed record RuleChecked(bool Ok, IReadOnlyList<Error> Errors, IReadOnlyList<Error> Warnings, string? Canonical, JsonElement? Tree, RuleReadsModel? Reads);

/// <summary>What a rule can read, by name.</summary>
/// <param name="Traits">Of the customer.</param>
/// <param name="Identities">Their kinds.</param>
/// <param name="Consents">Their channels.</param>
/// <param name="AccountTraits">Of the customer's account (company).</param>
/// <param name="AccountId">Whether it reads the account's group id.</param>
/// <param name="Events">Names of events of the past.</param>
/// <param name="Segments">Those that it names itself, not those that they read.</param>
/// <param name="Aggregates">Figures over the past.</param>
/// <param name="Event">Whether it reads the interaction at hand.</param>
/// <param name="Now">Whether it reads the moment.</param>
public sealed record RuleReadsModel(
    IReadOnlyList<string> Traits, IReadOnlyList<string> Identities, IReadOnlyList<string> Consents, IReadOnlyList<string> AccountTraits, bool AccountId,
    IReadOnlyList<string> Events, IReadOnlyList<string> Segments, IReadOnlyList<AggregateModel> Aggregates, bool Event, bool Now);

/// <summary>A figure over a customer's past.</summary>
/// <param name="NormalForm">The question in one form: two rules that ask the same have the same.</param>
/// <param name="Hash">XXH64 of the normal form, 16 hexadecimal digits; it never changes.</param>
public sealed record AggregateModel(string NormalForm, string Hash);
