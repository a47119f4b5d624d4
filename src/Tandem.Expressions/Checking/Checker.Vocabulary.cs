using System.Collections.Immutable;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Past;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Types;

namespace Tandem.Expressions.Checking;

/// <summary>Names of traits and events, against those that are known.</summary>
internal sealed partial class Checker
{
    private readonly ImmutableArray<Problem>.Builder warnings = ImmutableArray.CreateBuilder<Problem>();

    /// <summary>What is known of a fact's value; tells of its name where nobody knows it.</summary>
    private RuleType TypeOfFact(Node node, Fact fact)
    {
        var (known, folder, subject) = fact.Kind switch
        {
            FactKind.Trait => (declarations.Vocabulary?.Traits, "customer.traits", ""),
            FactKind.AccountTrait => (declarations.Vocabulary?.AccountTraits, "account.traits", " of accounts"),
            _ => (null, "", ""),
        };
        if (known is null) return fact.Type;
        if (known.TryGetValue(fact.Name, out var type)) return type;
        if (warnings.Count == MostProblems) return fact.Type;
        var span = node switch
        {
            Select select => select.FieldSpan,
            Syntax.Index index => index.Key.Span,
            _ => node.Span,
        };
        Unheard("unknown_trait", $"There is no trait{subject} `{fact.Name}`.", span, Suggestion.For(fact.Name, known.Keys, nearest => $"Did you mean {folder}{Printer.Field(nearest)}?"));
        return fact.Type;
    }

    private void CheckNames(PastAsked asked)
    {
        if (declarations.Vocabulary?.Events is not { } known) return;
        foreach (var events in asked.Followings.Select(following => following.Events).Prepend(asked.Events))
            if (!known.Contains(events.Event) && warnings.Count < MostProblems)
                Unheard("unknown_event", $"There is no event `{events.Event}`.", events.NameSpan, Suggestion.For(events.Event, known, nearest => $"Did you mean events({LiteralText.Of(Values.Value.Of(nearest))})?"));
    }

    private void Unheard(string code, string message, TextSpan span, string? hint)
    {
        var problem = new Problem(code, message, span, hint);
        if (declarations.Vocabulary is { IsClosed: true }) Wrong(problem);
        else warnings.Add(problem);
    }
}
