using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning;

/// <summary>Facts as calls on the host, with the name and the window bound when planned.</summary>
internal static class FactSteps
{
    /// <param name="isTest">Whether <c>has(…)</c> asks only if it is there.</param>
    public static Planned For(Fact fact, bool isTest)
    {
        var step = Of(fact);
        return isTest ? (Step)((ref Frame frame) => Presence(step(ref frame))) : step;
    }

    private static Step Of(Fact fact)
    {
        var (name, window) = (fact.Name, fact.Window);
        var never = Failures.NoSuchKey($"first or last \"{name}\"");
        return fact.Kind switch
        {
            FactKind.Trait => (ref Frame frame) => frame.Facts.Trait(name),
            FactKind.Identity => (ref Frame frame) => frame.Facts.Identity(name),
            FactKind.Consent => (ref Frame frame) => frame.Facts.Consent(name),
            FactKind.Segment => (ref Frame frame) => Value.Of(frame.Facts.InSegment(name)),
            FactKind.Event => (ref Frame frame) => frame.Facts.Event,
            FactKind.Now => (ref Frame frame) => Value.Of(frame.Facts.Now),
            FactKind.Count => (ref Frame frame) => Value.Of(frame.Facts.Count(name, window)),
            FactKind.None => (ref Frame frame) => Value.Of(frame.Facts.Count(name, window) == 0),
            FactKind.Any => (ref Frame frame) => Value.Of(frame.Facts.Count(name, window) > 0),
            FactKind.First => (ref Frame frame) => frame.Facts.Span(name) is { } span ? Value.Of(span.First) : never,
            _ => (ref Frame frame) => frame.Facts.Span(name) is { } span ? Value.Of(span.Last) : never,
        };
    }

    private static Value Presence(Value value) => value.IsError ? Failures.IsNoSuchKey(value) ? Value.False : value : Value.True;
}
