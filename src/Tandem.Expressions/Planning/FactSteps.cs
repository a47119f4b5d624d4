using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning;

/// <summary>Facts as slots, known when planned.</summary>
internal static class FactSteps
{
    /// <param name="isTest">Whether <c>has(…)</c> asks only if it is there.</param>
    public static Planned For(int slot, FactForm form, bool isTest)
    {
        if (isTest) return (Step)((ref Frame frame) => Presence(frame.Facts.At(slot)));
        return form switch
        {
            FactForm.Any => (Step)((ref Frame frame) => Count(frame.Facts.At(slot), wantsNone: false)),
            FactForm.None => (Step)((ref Frame frame) => Count(frame.Facts.At(slot), wantsNone: true)),
            _ => (Step)((ref Frame frame) => frame.Facts.At(slot)),
        };
    }

    private static Value Count(Value count, bool wantsNone) => count.Kind == ValueKind.Int ? Value.Of(count.AsInt == 0 == wantsNone) : count;

    private static Value Presence(Value value) => value.IsError ? Failures.IsNoSuchKey(value) ? Value.False : value : Value.True;
}
