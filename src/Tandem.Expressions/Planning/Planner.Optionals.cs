using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Functions;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning;

/// <summary>
/// Optionals are planned by what they hold, which is <see cref="Marks.Absent"/> for none: one that is asked at once, as in
/// <c>customer.traits.?plan.orValue("free")</c>, is never made.
/// </summary>
internal sealed partial class Planner
{
    /// <summary>Whether a part is an optional by its form, whatever the data.</summary>
    private bool IsOptional(Node node) => node switch
    {
        Select { IsTest: false } select => select.IsOptional || IsOptional(select.Operand),
        Syntax.Index index => index.IsOptional || IsOptional(index.Operand),
        Macro macro => macro.Kind is MacroKind.OptMap or MacroKind.OptFlatMap,
        Call call => Library.Resolve(call, IsVariable).Function == OptionalFunctions.Or,
        _ => false,
    };

    private Planned OfOptional(Node node)
    {
        var content = ContentOf(node, "?");
        return (Step)((ref Frame frame) => Optionals.Of(content(ref frame)));
    }

    /// <summary>What is asked of an optional; null for other functions.</summary>
    private Planned? OfQuestion(Function function, Call call)
    {
        if (function == OptionalFunctions.HasValue)
        {
            var content = ContentOf(call.Children[0], function.Name);
            return (Step)((ref Frame frame) => Optionals.IsThere(content(ref frame)));
        }
        if (function == OptionalFunctions.Value)
        {
            var content = ContentOf(call.Children[0], function.Name);
            return (Step)((ref Frame frame) => content(ref frame) is var value && Marks.IsAbsent(value) ? Failures.NoValue : value);
        }
        return function == OptionalFunctions.OrValue ? EitherOf(ContentOf(call.Children[0], function.Name), Part(call.Children[1]).Step) : default(Planned?);
    }

    /// <summary>What an optional holds, or <see cref="Marks.Absent"/>; an error for what is no optional.</summary>
    /// <param name="asker">What the optional is needed for.</param>
    private Step ContentOf(Node node, string asker)
    {
        if (IsOptional(node))
        {
            if (Fact(node) is { Step: var fact }) return (ref Frame frame) => Optionals.ContentOfFact(fact(ref frame));
            switch (node)
            {
                case Select select:
                    var (map, field) = (OperandOf(select.Operand), Value.Of(select.Field));
                    return (ref Frame frame) => frame.TryRead(field) ? Lookup.FindField(map(ref frame), field) : Failures.TooMuchWork;
                case Syntax.Index index:
                    var (container, key) = (OperandOf(index.Operand), Part(index.Key).Step);
                    return (ref Frame frame) => Lookup.FindAt(container(ref frame), key(ref frame), ref frame);
                case Macro macro:
                    return ContentOf(macro);
                case Call call:
                    return EitherOf(ContentOf(call.Children[0], call.Function), ContentOf(call.Children[1], call.Function));
            }
        }
        var whole = Part(node).Step;
        var overloads = new Overloads(asker);
        return (ref Frame frame) => Optionals.ContentOf(whole(ref frame), overloads);
    }

    /// <summary>What a field or an item is looked up in: of an optional, what it holds.</summary>
    private Step OperandOf(Node node)
    {
        if (IsOptional(node)) return ContentOf(node, "?");
        var whole = Part(node).Step;
        return (ref Frame frame) => whole(ref frame) is var value && value.Kind == ValueKind.Optional ? value.AsOptional ?? Marks.Absent : value;
    }

    /// <summary><c>optMap</c> and <c>optFlatMap</c>: the result for what the optional holds.</summary>
    private Step ContentOf(Macro macro)
    {
        var content = ContentOf(macro.Range, MacroForm.NameOf(macro.Kind));
        var slot = Enter(1);
        locals.Add((macro.Variables[0].Text, (Step)((ref Frame frame) => frame.Locals[slot])));
        var mapped = macro.Result ?? macro;
        var result = macro.Kind == MacroKind.OptMap ? Part(mapped).Step : ContentOf(mapped, MacroForm.NameOf(macro.Kind));
        Leave(slot, 1);
        return (ref Frame frame) =>
        {
            var value = content(ref frame);
            if (value.IsError) return value;
            frame.Locals[slot] = value;
            return result(ref frame);
        };
    }

    private static Step EitherOf(Step content, Step alternative) =>
        (ref Frame frame) => content(ref frame) is var value && Marks.IsAbsent(value) ? alternative(ref frame) : value;
}
