using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Planning;

public sealed class PlanTests
{
    private static readonly Dictionary<string, Value> Bindings = new()
    {
        ["whole"] = Value.Of(5),
        ["number"] = Value.Of(5.0),
        ["text"] = Value.Of("a"),
        ["yes"] = Value.True,
        ["perhaps"] = Value.Some(Value.Of((IReadOnlyList<Value>)[Value.Of(5), Value.Of("a")])),
        ["map"] = Value.Of(new Dictionary<Value, Value> { [Value.Of("a")] = Value.Of(5), [Value.Of("b")] = Value.Some(Value.Of(6)) }),
        ["list"] = Value.Of((IReadOnlyList<Value>)[Value.Of(5), Value.Of("a"), Value.True]),
    };

    private static readonly Declarations Declared = Declarations.Of([.. Bindings.Keys.Select(name => (name, RuleType.Dyn))]);

    [Fact]
    public void A_planned_expression_gives_what_interpreting_its_tree_gives() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Formulas.OfAllTypes.ToArbitrary(), IsTheSame));

    [Fact]
    public void What_passes_the_check_gives_the_same_without_it() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Formulas.All.ToArbitrary(), text =>
            Program.Compile(text, Declared) is not { IsOk: true } compiled
            || compiled.Value.Evaluate(Bindings).Equals(Program.Compile(text, Declared, check: false).Value.Evaluate(Bindings))));

    [Fact]
    public void A_value_is_of_the_type_that_the_check_found() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Formulas.OfAllTypes.ToArbitrary(), text =>
        {
            if (Program.Compile(text, Declared) is not { IsOk: true, Value: var program } || program.Evaluate(Bindings) is not { IsError: false } value || IsOf(value, program.Type)) return true;
            throw new InvalidOperationException($"{text} is {value}, checked as {program.Type}");
        }));

    private static bool IsOf(Value value, RuleType type) => value.Kind == type.Kind && value.Kind switch
    {
        ValueKind.List => value.AsList.All(item => IsOf(item, type.Element ?? RuleType.Dyn)),
        ValueKind.Map => value.AsMap.All(entry => IsOf(entry.Key, type.Key ?? RuleType.Dyn) && IsOf(entry.Value, type.Element ?? RuleType.Dyn)),
        ValueKind.Optional => value.AsOptional is not { } content || IsOf(content, type.Element ?? RuleType.Dyn),
        _ => true,
    } || type.IsDyn;

    private static bool IsTheSame(string text)
    {
        var (tree, problem) = Parser.Parse(text, Limits.Default);
        if (tree is null) throw new InvalidOperationException(problem?.Message);
        var interpreted = new Interpreter(Bindings.ToDictionary(entry => entry.Key, entry => Plain(entry.Value))).Run(tree);
        var planned = Plain(Program.Compile(text, Declared, check: false).Value.Evaluate(Bindings));
        return Same(interpreted, planned) ? true : throw new InvalidOperationException($"{text}: interpreted {interpreted ?? "error"}, planned {planned ?? "error"}");
    }

    private static object? Plain(Value value) => value.Kind switch
    {
        ValueKind.Error => null,
        ValueKind.Int => new BigInteger(value.AsInt),
        ValueKind.Double => value.AsDouble,
        ValueKind.Bool => value.AsBool,
        ValueKind.List => value.AsList.Select(Plain).OfType<object>().ToList(),
        ValueKind.Map => Mapping.Of(value.AsMap.Select(entry => (Plain(entry.Key) ?? "", Plain(entry.Value) ?? ""))),
        ValueKind.Optional => new Perhaps(value.AsOptional is { } content ? Plain(content) : null),
        _ => value.AsString,
    };

    /// <summary>As in the language, but numbers of two kinds are two.</summary>
    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (List<object> one, List<object> other) => one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
        (Mapping one, Mapping other) => one.Entries.Count == other.Entries.Count && one.Entries.All(entry => Same(entry.Value, other.Find(entry.Key))),
        (Perhaps one, Perhaps other) => Same(one.Content, other.Content),
        _ => Equals(left, right),
    };
}
