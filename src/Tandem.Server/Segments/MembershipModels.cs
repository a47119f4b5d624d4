using System.Text.Json;
using Tandem.Expressions;
using Tandem.Expressions.Values;
using Tandem.Server.Api;

namespace Tandem.Server.Segments;

/// <summary>Whether a customer is in a segment, and why.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="In">Whether they are in it.</param>
/// <param name="Since">Since when; null where they are not in it.</param>
/// <param name="Initial">Found to be in it when the definition went live: entering it triggered nothing.</param>
/// <param name="Pending">The rules changed and this customer was not looked at since, so <c>in</c> is what the former rules said.</param>
/// <param name="At">The moment that the answer is for: now.</param>
/// <param name="Expression">The segment's rule.</param>
/// <param name="Why">The rule with what each of its parts found.</param>
public sealed record MembershipAnswer(
    string Customer, string Segment, bool In, DateTimeOffset? Since, bool Initial, bool Pending, DateTimeOffset At, string Expression, ExplanationModel Why);

/// <summary>Why a part of a rule has its value.</summary>
/// <param name="Source">The part as it was written; its first 1,000 characters.</param>
/// <param name="Value">Its value; of an error the message.</param>
/// <param name="Outcome"><c>true</c>, <c>false</c>, <c>error</c> where data is missing or does not fit, or <c>value</c> where the part is no condition.</param>
/// <param name="Words">What that means, as a person would say it.</param>
/// <param name="Children">The parts that it follows from, in the order of the text.</param>
public sealed record ExplanationModel(string Source, JsonElement Value, string Outcome, string Words, IReadOnlyList<ExplanationModel> Children)
{
    public static ExplanationModel Of(Explanation explanation) => new(
        explanation.Source, DeepJson.Parse(ValueJson.Text(explanation.Value)), OutcomeOf(explanation.Value), explanation.Words, [.. explanation.Children.Select(Of)]);

    private static string OutcomeOf(Value value) => value.Kind switch
    {
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.Error => "error",
        _ => "value",
    };
}
