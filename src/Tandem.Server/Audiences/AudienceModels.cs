using System.Text.Json;
using Tandem.Engine.Customers;
using Tandem.Expressions;
using Tandem.Primitives;
using Tandem.Server.Customers;
using Tandem.Server.Segments;

namespace Tandem.Server.Audiences;

/// <summary>A rule that something is asked about: its text, or its tree as a check answered it.</summary>
internal interface IRuleBody
{
    string? Expression { get; }

    JsonElement? Tree { get; }
}

/// <summary>A rule whose customers are to be counted; its scope is that of segments.</summary>
/// <param name="Expression">The text. Either this or <c>tree</c>.</param>
/// <param name="Tree">The tree as a check answered it, or as an editor changed it; spans are not read.</param>
public sealed record RuleToCount(string? Expression = null, JsonElement? Tree = null) : IRuleBody;

/// <summary>A rule of which some customers are to be shown.</summary>
/// <param name="In">How many who fulfil it, 0 to 200.</param>
/// <param name="Out">How many who do not, 0 to 200.</param>
/// <param name="Why">Whether each comes with the reason, which takes its time where the past must be looked through.</param>
/// <inheritdoc cref="RuleToCount"/>
public sealed record RuleToSample(string? Expression = null, JsonElement? Tree = null, int In = 5, int Out = 5, bool Why = true) : IRuleBody;

/// <summary>A rule that is to be explained for one customer.</summary>
/// <param name="Customer">The customer as <c>kind:value</c>, such as <c>email:ann@example.com</c>.</param>
/// <inheritdoc cref="RuleToCount"/>
public sealed record RuleToExplain(string? Expression = null, JsonElement? Tree = null, string Customer = "") : IRuleBody;

/// <summary>How many customers fulfil a rule.</summary>
/// <param name="Method"><c>exact</c>: everybody was looked at; <c>sample</c>: as many as the time allowed, at random.</param>
/// <param name="Count">How many fulfil it; of a sample the estimate.</param>
/// <param name="Low">The lower end of the 95% interval; the count where that is exact.</param>
/// <param name="High">The upper end.</param>
/// <param name="Customers">Of how many.</param>
/// <param name="Scanned">How many were looked at.</param>
/// <param name="Errors">For how many of these the rule met an error, such as a trait that is missing, which counts as no.</param>
/// <param name="Past">Where figures over the past were read from: <c>none</c> where the rule has none, <c>states</c> where what is kept of customers says all, <c>journal</c> where some pasts had to be looked through.</param>
/// <param name="Since">What was taken before is not in figures over the past; null where everything is that ever was.</param>
/// <param name="At">The moment that the answer is for.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="NotCounted">What the count could not regard.</param>
/// <param name="Warnings">Names of traits and events that were not seen yet, as a check tells them.</param>
public sealed record RuleCount(
    string Method, long Count, long Low, long High, long Customers, long Scanned, long Errors, string Past, DateTimeOffset? Since, DateTimeOffset At, double Seconds,
    IReadOnlyList<Error> NotCounted, IReadOnlyList<Error> Warnings);

/// <summary>Some customers who fulfil a rule, and some who do not.</summary>
/// <param name="In">Those who do; fewer than asked for where no more were found in the time.</param>
/// <param name="Out">Those who do not.</param>
/// <param name="Scanned">How many were looked at to find them.</param>
/// <inheritdoc cref="RuleCount"/>
public sealed record RuleSample(IReadOnlyList<SampledCustomer> In, IReadOnlyList<SampledCustomer> Out, long Scanned, DateTimeOffset At, double Seconds, IReadOnlyList<Error> NotCounted);

/// <summary>A customer with what a rule is for them.</summary>
/// <param name="Outcome"><c>true</c>, <c>false</c>, or <c>error</c>, which counts as false.</param>
/// <param name="Why">The rule with what each of its parts found; null where it was not asked for, or where the past cannot be read, which <c>notCounted</c> says.</param>
public sealed record SampledCustomer(CustomerSummary Customer, string Outcome, ExplanationModel? Why)
{
    internal static SampledCustomer Of(Customer customer, (Expressions.Outcome Outcome, Explanation Why) explained) => new(CustomerMapping.Summary(customer), NameOf(explained.Outcome), ExplanationModel.Of(explained.Why));

    internal static SampledCustomer Of(Customer customer, Expressions.Outcome outcome) => new(CustomerMapping.Summary(customer), NameOf(outcome), null);

    internal static string NameOf(Expressions.Outcome outcome) => outcome switch { Expressions.Outcome.True => "true", Expressions.Outcome.False => "false", _ => "error" };
}

/// <summary>What a rule is for one customer, and why.</summary>
/// <param name="In">Whether they fulfil it.</param>
/// <param name="Why">The rule with what each of its parts found.</param>
/// <inheritdoc cref="SampledCustomer"/>
public sealed record RuleExplained(CustomerSummary Customer, bool In, string Outcome, DateTimeOffset At, ExplanationModel Why);
