using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions;
using Tandem.Expressions.Facts;

namespace Tandem.Engine.Tests.Aggregates;

/// <summary>Questions to the past, of every function, with and without windows and what follows.</summary>
internal static class SomeAggregates
{
    private static readonly Gen<string> Wheres = Gen.Elements(
        "", "", "", ".where(e, e.properties.total > 5.0)", ".where(e, has(e.properties.category))", ".where(e, e.properties.category == \"x\")", ".where(e, e.properties.total)");

    private static readonly Gen<string> Followings =
        from name in Gen.Elements("A", "B", "C")
        from condition in Wheres
        from minutes in Gen.Choose(1, 6)
        from word in Gen.Elements("followed_by", "not_followed_by")
        select $".{word}(events(\"{name}\"){condition}, \"{minutes}m\")";

    private static readonly Gen<string> Questions = Gen.Elements(
        "count()", "count()", "first().timestamp", "last().timestamp", "first().properties.category", "last().properties.category", "first()", "last()",
        "sum(e, e.properties.total)", "avg(e, e.properties.total)", "min(e, e.properties.total)", "max(e, e.properties.total)", "sum(e, int(e.properties.total))",
        "max(e, double(e.properties.category))", "distinct(e, e.properties.category)", "distinct(e, e.properties.total)", "distinct(e, e.properties)", "distinct(e, double(e.properties.category))",
        "distinct(e, e.timestamp)", "distinct(e, e.properties.total > 5.0 ? 1u : 1)");

    public static readonly Gen<Aggregate> All =
        from name in Gen.Elements("A", "B")
        from condition in Wheres
        from window in Gen.Choose(0, 8)
        from following in Gen.Elements(0, 0, 0, 1, 1, 2).SelectMany(count => Gen.ListOf(Followings, count))
        from question in Questions
        select Of($"events(\"{name}\"){condition}{string.Concat(following)}{(window == 0 ? "" : $".within(\"{window}m\")")}.{question}");

    public static Aggregate Of(string figure) => Rule.Compile($"{figure} == {figure}", RuleScope.Segment).Value.Reads.Aggregates.Single();
}
