using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Expressions.Tests.Planning;

/// <summary>Makes random formulas that mostly mean something: numbers, text, truth and lists in all operators and macros, now and then of the wrong kind.</summary>
internal static class Formulas
{
    private static readonly Gen<string> Wholes = Gen.Elements("0", "1", "2", "3", "-1", "7", "9223372036854775807", "-9223372036854775808", "whole");
    private static readonly Gen<string> Doubles = Gen.Elements("0.0", "1.0", "2.5", "-1.5", "1e300", "9223372036854775807.0", "number");
    private static readonly Gen<string> Texts = Gen.Elements("''", "'a'", "'b'", "text");
    private static readonly Gen<string> Variables = Gen.Elements("x", "y");
    private static readonly Gen<string> Fields = Gen.Elements("a", "b", "c");

    // Made once for each size: a generator made of generators made anew takes longer than what it makes.
    private static readonly Dictionary<(string Kind, int Size), Gen<string>> Made = [];

    public static Gen<string> All { get; } = Gen.Sized(size => Truth(Math.Min(size, 16)));

    /// <summary>Not only conditions.</summary>
    public static Gen<string> OfAllTypes { get; } = Gen.Sized(size => Any(Math.Min(size, 16)));

    private static Gen<string> Truth(int size) => Once("truth", size, MakeTruth);

    private static Gen<string> Number(int size) => Once("number", size, MakeNumber);

    private static Gen<string> List(int size) => Once("list", size, MakeList);

    private static Gen<string> Map(int size) => Once("map", size, MakeMap);

    private static Gen<string> Optional(int size) => Once("optional", size, MakeOptional);

    private static Gen<string> Any(int size) => Once("any", size, MakeAny);

    private static Gen<string> Once(string kind, int size, Func<int, Gen<string>> make)
    {
        lock (Made)
        {
            return Made.TryGetValue((kind, size), out var made) ? made : Made[(kind, size)] = make(size);
        }
    }

    private static Gen<string> MakeTruth(int size)
    {
        if (size <= 1) return Gen.Elements("true", "false", "yes", "1 / 0 == 1");
        var half = size / 2;
        return Gen.OneOf(
            from left in Truth(half) from op in Gen.Elements("&&", "||", "==", "!=") from right in Truth(half) select $"({left}) {op} ({right})",
            from left in Truth(half) from op in Gen.Elements("&&", "||") from middle in Truth(half) from right in Truth(half) select $"({left}) {op} ({middle}) {op} ({right})",
            from left in Any(half) from op in Gen.Elements("==", "!=", "<", "<=", ">", ">=") from right in Any(half) select $"({left}) {op} ({right})",
            from left in Number(half) from op in Gen.Elements("==", "!=", "<", "<=", ">", ">=") from right in Number(half) select $"({left}) {op} ({right})",
            from item in Any(half) from list in List(half) select $"({item}) in ({list})",
            from operand in Truth(half) select $"!({operand})",
            from test in Truth(half) from then in Truth(half) from otherwise in Truth(half) select $"({test}) ? ({then}) : ({otherwise})",
            from list in List(half) from macro in Gen.Elements("all", "exists", "exists_one") from name in Variables from condition in Truth(half) select $"({list}).{macro}({name}, ({condition}) || {name} == 1)",
            from list in List(half) from macro in Gen.Elements("all", "exists", "exists_one") from condition in Truth(half) select $"({list}).{macro}(x, y, ({condition}) || x == y)",
            from map in Map(half) from macro in Gen.Elements("all", "exists", "exists_one") from condition in Truth(half) select $"({map}).{macro}(x, y, ({condition}) || x == 'a' && y == 1)",
            from optional in Optional(half) select $"({optional}).hasValue()",
            from left in Optional(half) from right in Optional(half) select $"({left}) == ({right})",
            from operand in Gen.OneOf(Optional(half), Map(half)) from field in Fields select $"has(({operand}).{field})",
            from name in Variables from value in Any(half) from result in Truth(half) select $"cel.bind({name}, {value}, {result})");
    }

    private static Gen<string> MakeNumber(int size)
    {
        if (size <= 1) return Gen.OneOf(Wholes, Doubles, Variables);
        var half = size / 2;
        return Gen.OneOf(
            from left in Number(half) from op in Gen.Elements("+", "-", "*", "/", "%") from right in Number(half) select $"({left}) {op} ({right})",
            from left in Wholes from op in Gen.Elements("+", "-", "*", "/", "%") from right in Wholes select $"({left}) {op} ({right})",
            from operand in Number(half) select $"-({operand})",
            from list in List(half) from index in Number(half) select $"({list})[{index}]",
            from optional in Optional(half) from number in Number(half) select $"({optional}).orValue({number})",
            from optional in Optional(half) select $"({optional}).value()",
            from map in Map(half) from field in Fields select $"({map}).{field}");
    }

    private static Gen<string> MakeList(int size)
    {
        if (size <= 1) return Gen.Elements("[]", "[1, 2, 3]", "[1.0, 'a']", "[[1], [2]]", "list");
        var half = size / 2;
        return Gen.OneOf(
            from first in Any(half) from second in Any(half) select $"[{first}, {second}]",
            from left in List(half) from right in List(half) select $"({left}) + ({right})",
            from list in List(half) from name in Variables from result in Any(half) select $"({list}).map({name}, {result})",
            from list in List(half) from name in Variables from condition in Truth(half) from result in Any(half) select $"({list}).map({name}, {condition}, {result})",
            from list in List(half) from name in Variables from condition in Truth(half) select $"({list}).filter({name}, {condition})",
            from list in List(half) from name in Variables from key in Number(half) select $"({list}).sortBy({name}, {key})",
            from list in List(half) from condition in Truth(half) from result in Any(half) select $"({list}).transformList(x, y, {condition}, {result})",
            from list in List(half) from result in Any(half) select $"({list}).transformList(y, x, {result})",
            from map in Map(half) from condition in Truth(half) from result in Any(half) select $"({map}).transformList(x, y, {condition}, {result})",
            from map in Map(half) from result in Any(half) select $"({map}).map(x, {result})",
            from first in Optional(half) from second in Optional(half) from item in Any(half) select $"[?{first}, {item}, ?{second}]",
            from first in Optional(half) from second in Optional(half) select $"optional.unwrap([{first}, {second}])",
            from name in Variables from value in List(half) from result in List(half) select $"cel.bind({name}, {value}, {result})");
    }

    private static Gen<string> MakeMap(int size)
    {
        if (size <= 1) return Gen.Elements("{}", "{'a': 1}", "{'a': {'b': 2}, 'b': []}", "{'b': {'a': optional.none()}}", "map");
        var half = size / 2;
        return Gen.OneOf(
            from first in Any(half) from second in Optional(half) select $"{{'a': {first}, ?'b': {second}}}",
            from first in Any(half) from second in Any(half) from key in Texts select $"{{'a': {first}, {key}: {second}}}",
            from range in Gen.OneOf(List(half), Map(half)) from condition in Truth(half) from result in Any(half) select $"({range}).transformMap(x, y, {condition}, {result})",
            from range in Gen.OneOf(List(half), Map(half)) from result in Any(half) select $"({range}).transformMap(y, x, {result})",
            from range in Gen.OneOf(List(half), Map(half)) from result in Map(half) select $"({range}).transformMapEntry(x, y, {result})",
            from range in Map(half) select $"({range}).transformMapEntry(x, y, {{x: x}})");
    }

    private static Gen<string> MakeOptional(int size)
    {
        if (size <= 1) return Gen.Elements("optional.none()", "optional.of(1)", "optional.of({'a': 1})", "optional.of([1, 'a'])", "{'a': 1}.?a", "[1][?1]", "perhaps", "x");
        var half = size / 2;
        return Gen.OneOf(
            from content in Any(half) from make in Gen.Elements("of", "ofNonZeroValue") select $"optional.{make}({content})",
            from operand in Gen.OneOf(Map(half), Optional(half)) from field in Fields select $"({operand}).?{field}",
            from operand in Optional(half) from field in Fields select $"({operand}).{field}",
            from operand in Gen.OneOf(List(half), Optional(half)) from key in Number(half) from mark in Gen.Elements("", "?") select $"({operand})[{mark}{key}]",
            from operand in Map(half) from key in Texts select $"({operand})[?{key}]",
            from left in Optional(half) from right in Optional(half) select $"({left}).or({right})",
            from optional in Optional(half) from name in Variables from result in Any(half) select $"({optional}).optMap({name}, {result})",
            from optional in Optional(half) from name in Variables from result in Optional(half) select $"({optional}).optFlatMap({name}, {result})",
            from test in Truth(half) from then in Optional(half) from otherwise in Optional(half) select $"(({test}) ? ({then}) : ({otherwise}))",
            from list in List(half) from end in Gen.Elements("first", "last") select $"({list}).{end}()");
    }

    private static Gen<string> MakeAny(int size) => size <= 1
        ? Gen.OneOf(Wholes, Doubles, Texts, Variables, Gen.Elements("true", "perhaps", "map"))
        : Gen.OneOf(Truth(size), Number(size), List(size), Map(size), Optional(size), from left in Texts from right in Texts select $"{left} + {right}");
}
