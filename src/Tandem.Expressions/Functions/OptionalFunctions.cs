using System.Collections.Immutable;
using Tandem.Expressions.Evaluation;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Functions;

/// <summary>What makes optionals and what is asked of them, as cel-go's optionals library has it. <c>optMap</c> and <c>optFlatMap</c> are macros.</summary>
internal static class OptionalFunctions
{
    public static readonly Function HasValue = Function.Form("hasValue", new Signature([RuleType.AnyOptional], RuleType.Bool));
    public static readonly Function Value = Function.Form("value", new Signature([RuleType.AnyOptional], RuleType.Dyn) { ResultFrom = types => ContentOf(types[0]) });

    public static readonly Function Or = Function.Form("or", new Signature([RuleType.AnyOptional, RuleType.AnyOptional], RuleType.AnyOptional)
    {
        Requires = types => types[0].Fits(types[1]),
        ResultFrom = types => types[0].Join(types[1]),
    });

    public static readonly Function OrValue = Function.Form("orValue", new Signature([RuleType.AnyOptional, RuleType.Dyn], RuleType.Dyn)
    {
        Requires = types => ContentOf(types[0]).Fits(types[1]),
        ResultFrom = types => ContentOf(types[0]).Join(types[1]),
    });

    public static readonly ImmutableArray<Function> All =
    [
        HasValue,
        Value,
        Or,
        OrValue,
        new("optional.of", false, (Value value, ref Frame _) => Values.Value.Some(value), Making),
        new("optional.ofNonZeroValue", false, (Value value, ref Frame _) => Optionals.IsZero(value) ? Values.Value.None : Values.Value.Some(value), Making),
        new("optional.none", false, (ReadOnlySpan<Value> _, ref Frame _) => Values.Value.None, new Signature([], RuleType.OptionalOf(RuleType.Open))),
        new("optional.unwrap", false, Unwrap, Unwrapping),
        new("unwrapOpt", true, Unwrap, Unwrapping),
        new("first", true, (Value list, ref Frame _) => ItemOf(list, 0), Picking),
        new("last", true, (Value list, ref Frame _) => ItemOf(list, ^1), Picking),
    ];

    private static Signature Making => new([RuleType.Dyn], RuleType.AnyOptional) { ResultFrom = types => RuleType.OptionalOf(types[0]) };

    private static Signature Picking => new([RuleType.AnyList], RuleType.AnyOptional) { ResultFrom = types => RuleType.OptionalOf(ContentOf(types[0])) };

    private static Signature Unwrapping => new([RuleType.ListOf(RuleType.AnyOptional)], RuleType.AnyList) { ResultFrom = types => RuleType.ListOf(ContentOf(ContentOf(types[0]))) };

    private static RuleType ContentOf(RuleType type) => type.Element ?? RuleType.Dyn;

    private static Value? ItemOf(Value list, System.Index index)
    {
        if (list.Kind != ValueKind.List) return null;
        return list.AsList.Count == 0 ? Values.Value.None : Values.Value.Some(list.AsList[index.GetOffset(list.AsList.Count)]);
    }

    private static Value? Unwrap(Value list, ref Frame frame)
    {
        if (list.Kind != ValueKind.List) return null;
        var contents = new List<Value>();
        foreach (var item in list.AsList)
        {
            if (!frame.TryWork()) return Failures.TooMuchWork;
            if (item.Kind != ValueKind.Optional) return null;
            if (item.AsOptional is { } content) contents.Add(content);
        }
        return Values.Value.Of(contents);
    }
}
