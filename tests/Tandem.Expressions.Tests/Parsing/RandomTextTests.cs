using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Parsing;

/// <summary>Whatever is written gives a rule or errors with a place; nothing throws or hangs.</summary>
public sealed class RandomTextTests
{
    private static readonly string[] Words =
    [
        "customer", ".", "traits", "identities", "consents", "event", "now", "events", "(", ")", "\"a\"", "within", "\"30d\"", "count", "none", "last", "where", "sum", "followed_by", "account", "e", "in_segment", "[", "]", "{", "}", ":", ",",
        "?", "!", "-", "+", "*", "/", "%", "&&", "||", "==", "!=", "<", ">=", "in", "1", "2u", "3.5", "0x1f", "true", "null", "has", "all", "map", "filter", "x", "size", "matches", "timestamp",
        "optional", "of", "none", "orValue", "hasValue", "value", "optMap", "first", "cel", "bind", "block", "index", "exists", "sortBy", "transformMap", "transformMapEntry",
        "\"", "'", "\\", "`", "\n", "//", "b'\\xff'", "r\"", "\"\"\"", "\u200b", "\ud800", "é", "=", "&", "9223372036854775808", "1e999",
    ];

    private static readonly History Somebody = new() { Traits = new Dictionary<string, Value> { ["a"] = Value.Of("x") }, Now = TestTimes.Now };

    [Fact]
    public void Random_characters() => Holds(ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""));

    [Fact]
    public void Random_words_of_the_language() =>
        Holds(Gen.Elements(Words).ListOf().SelectMany(words => Gen.Elements("", " "), (words, space) => string.Join(space, words)));

    [Fact]
    public void Rules_with_one_character_changed() => Holds(
        from text in Gen.Elements(
            "customer.traits.age > 30 && customer.traits[\"b\"] in [\"x\", 'y']",
            "events(\"Order Completed\").within(\"30d\").count() >= 2 || !in_segment(\"lapsing\")",
            "has(customer.traits.a) ? customer.traits.a.matches(r\"^\\d+$\") : [1, 2].exists(i, i > 1)",
            "customer.traits.?a.orValue({?\"b\": x[?0]}) == [?customer.identities.?b].first()",
            "cel.bind(x, customer.traits.a, x.transformMap(k, v, v > 1, v).exists(k, v, k == v))",
            "events(\"A\").where(e, e.properties.x > 1).followed_by(events(\"B\"), \"1d\").sum(e, e.properties.y) > 1.0",
            "has(events(\"A\").last().properties.x) && events(\"A\").within(\"1d\").first().properties[\"y\"][0] == 1",
            "timestamp(\"2026-11-22T10:00:00Z\") < events(\"A\").last().timestamp + duration(\"1h\")")
        from position in Gen.Choose(0, 60)
        from replacement in Gen.Elements(Words)
        select text[..position] + replacement + text[(position + 1)..]);

    private static void Holds(Gen<string> texts) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(texts.ToArbitrary(), IsRuleOrErrors));

    private static bool IsRuleOrErrors(string text)
    {
        var bare = Program.Compile(text, Declarations.None, check: false);
        if (bare.IsOk) bare.Value.Evaluate(new Dictionary<string, Value>());
        var rule = Rule.Compile(text, RuleScope.Journey);
        if (!rule.IsOk) return rule.Errors.Length > 0 && rule.Errors.All(error => error is { Line: > 0, Column: > 0 } && error.Message.Contains('^', StringComparison.Ordinal));
        var value = rule.Value.Evaluate(Somebody);
        var explanation = rule.Value.Explain(Somebody);
        return explanation.Value.Equals(value) && rule.Value.Holds(Somebody) == value.IsTrue;
    }
}
