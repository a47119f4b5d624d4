using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Explaining;

/// <summary>Facts in words: <c>country is "de"</c>.</summary>
internal static class FactWords
{
    public static string Say(Fact fact, FactForm form, bool isTest, Value value)
    {
        if (value.Kind == ValueKind.Optional) value = value.AsOptional ?? Failures.NoSuchKey(fact.Name);
        if (fact.Aggregate is { } aggregate) return PastWords.Say(aggregate, form, isTest, value);
        var subject = SubjectOf(fact);
        if (isTest) return value.IsTrue ? $"{subject} is known" : $"{subject} is not known";
        if (value.IsError) return Failures.IsNoSuchKey(value) ? MissingWords(fact, subject) : $"{subject} {ValueWords.Is(value)}";
        return fact.Kind switch
        {
            FactKind.Segment => value.IsTrue ? $"is in segment {subject}" : $"is not in segment {subject}",
            FactKind.Consent => value.IsTrue ? $"{subject} is granted" : $"{subject} is withdrawn",
            FactKind.Now => $"it is {value}",
            _ => $"{subject} is {ValueWords.Short(value)}",
        };
    }

    private static string SubjectOf(Fact fact) => fact.Kind switch
    {
        FactKind.Trait => fact.Name,
        FactKind.Identity => $"{fact.Name} identity",
        FactKind.Consent => $"consent for {fact.Name}",
        FactKind.Segment => fact.Name,
        FactKind.Event => "the event",
        FactKind.EventField => $"event.{fact.Name}",
        FactKind.EventProperty => Words.IsPlainField(fact.Name) ? $"event.properties.{fact.Name}" : $"event.properties[{LiteralText.Of(Value.Of(fact.Name))}]",
        FactKind.AccountTrait => $"{fact.Name} of the account",
        FactKind.AccountId => "id of the account",
        _ => "the moment",
    };

    private static string MissingWords(Fact fact, string subject) =>
        fact.Kind == FactKind.Consent ? $"{subject} was never given or withdrawn" : $"{subject} is not known";
}
