using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Planning;

public sealed class ConditionTests
{
    private static readonly Value Missing = Value.Of(new Primitives.Error("no_such_key", "There is no such trait."));

    // Few different ones, so that what is compared is often the same or next to it.
    private static readonly Gen<Value> Numbers = Gen.Elements(0.0, 1.0, 1.5, 9007199254740992.0).Select(Value.Of);
    private static readonly Gen<Value> Texts = Gen.Elements("a", "de", "at", "pro", "premium", "premiun", "business", "businesses").Select(text => Value.Of(new string(text)));

    private static readonly Gen<Value> Odd = Gen.OneOf(
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0).Select(Value.Of),
        Gen.Elements(0L, 1L, long.MaxValue, 9007199254740993L).Select(Value.Of),
        Gen.Elements(0UL, 1UL, ulong.MaxValue).Select(Value.Of),
        Gen.Elements(Value.Of(""), Value.True, Value.False, Value.Null, Value.Of((IReadOnlyList<Value>)[Value.Of(1.0), Value.Of("a")])),
        Gen.Elements(Missing, Value.Of(new Primitives.Error("range", "Out of range."))));

    private static readonly Gen<string> NumberLiterals = Gen.Elements("0", "1", "1.5", "1u", "9007199254740992", "9007199254740993", "9223372036854775807", "-0.0");
    private static readonly Gen<string> TextLiterals = Gen.Elements("'a'", "'de'", "'at'", "'pro'", "'premium'", "'business'", "'businesses'", "''");
    private static readonly Gen<string> CountLiterals = Gen.Elements("0", "1", "2", "1.5", "-1", "2u", "-9223372036854775808", "9223372036854775807");
    private static readonly Gen<string> Counts = Gen.Elements("events(\"X\").count()", "events(\"X\").within(\"30d\").count()");
    private static readonly Gen<string> Comparisons = Gen.Elements("==", "!=", "<", "<=", ">", ">=");

    private static readonly Gen<string> Leaves = Gen.OneOf(
        Compared(Gen.Constant("customer.traits.number"), NumberLiterals),
        Compared(Gen.Constant("customer.traits.text"), TextLiterals),
        Compared(Gen.Constant("customer.traits.odd"), Gen.OneOf(NumberLiterals, TextLiterals, Gen.Elements("true", "false", "null"))),
        Compared(Gen.Elements("customer.traits.?odd.orValue(1)", "customer.traits.?text.orValue('pro')", "customer.traits.?number.orValue(customer.traits.odd)", "customer.traits.?odd.?a.orValue(1.0)", "customer.traits[?'odd'].orValue(1 / 0)"), Gen.OneOf(NumberLiterals, TextLiterals, Gen.Elements("true", "null"))),
        from facts in Gen.Elements("customer.traits.?odd", "customer.traits.?text", "customer.?traits.odd", "customer.consents.?sms", "customer.traits.?odd[0]") from question in Gen.Elements(".hasValue()", ".orValue(true)", ".orValue(false)", " == optional.of('a')", ".orValue('a') in ['a', 'de']") select facts + question,
        Compared(Counts, CountLiterals),
        Compared(Gen.Elements("customer.consents.sms", "in_segment(\"vip\")"), Gen.Elements("true", "false")),
        from left in Gen.Elements("customer.traits.number", "customer.traits.odd") from op in Comparisons from right in Gen.Elements("customer.traits.number", "customer.traits.text") select $"{left} {op} {right}",
        from first in TextLiterals from second in TextLiterals select $"customer.traits.text in [{first}, {second}]",
        from fact in Gen.Elements("odd", "number") from first in NumberLiterals from second in TextLiterals select $"customer.traits.{fact} in [{first}, {second}]",
        Gen.Elements("customer.traits.odd", "customer.consents.sms", "in_segment(\"vip\")"),
        Gen.Elements("has(customer.traits.odd)", "has(customer.traits.text)", "events(\"X\").any()", "events(\"X\").within(\"1d\").none()", "events(\"X\").where(e, e.properties.total > 20).any()", "events(\"X\").sum(e, e.properties.total) > 40", "events(\"X\").last().properties.total >= 1", "has(events(\"X\").first().properties.total)", "true", "false", "1 / 0 == 1", "customer.traits.text.startsWith('p')"));

    private static readonly Gen<string> Rules = Gen.Sized(size => Rule(Math.Min(size / 8, 5)));

    private static readonly Gen<History> Customers =
        from number in Gen.Frequency((6, Numbers), (1, Odd))
        from text in Gen.Frequency((6, Texts), (1, Odd))
        from odd in Odd
        from consents in Gen.Elements(new Dictionary<string, bool> { ["sms"] = true }, new Dictionary<string, bool> { ["sms"] = false }, [])
        from times in Gen.Choose(0, 3).SelectMany(count => Gen.ListOf(Gen.Elements(0, 1, 30, 40), count))
        from isVip in Gen.Elements(true, false)
        select new History
        {
            Traits = new Dictionary<string, Value> { ["number"] = number, ["text"] = text, ["odd"] = odd },
            Consents = consents,
            Events = [.. times.Select(days => Happened.DaysAgo(days, "X", $"{{\"total\": {days}}}"))],
            Segments = isVip ? new HashSet<string> { "vip" } : [],
            Now = TestTimes.Now,
        };

    [Fact]
    public void Deciding_a_rule_says_what_its_value_says() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Rules.ToArbitrary(), Customers.ToArbitrary(), (text, customer) =>
        {
            // Some of these are refused by the check, such as a count compared with text.
            if (Expressions.Rule.Compile(text, RuleScope.Segment) is not { IsOk: true } compiled) return true;
            var rule = compiled.Value;
            var value = rule.Evaluate(customer);
            var expected = value.Kind == ValueKind.Bool ? value.AsBool ? Outcome.True : Outcome.False : Outcome.Error;
            var decided = rule.Test(customer);
            return decided == expected && rule.Holds(customer) == (expected == Outcome.True) && rule.Test(customer) == decided
                ? true
                : throw new InvalidOperationException($"{text}: decided {decided}, its value is {value}; {string.Join(", ", customer.Traits)}");
        }));

    [Fact]
    public void A_text_is_itself_and_nothing_else()
    {
        for (var length = 0; length <= 9; length++)
        {
            var text = "abcdefghi"[..length];
            var rule = Expressions.Rule.Compile($"customer.traits.text == \"{text}\"", RuleScope.Segment).Value;
            bool isIt(string other) => rule.Holds(new History { Traits = new Dictionary<string, Value> { ["text"] = Value.Of(other) }, Now = TestTimes.Now });
            Assert.True(isIt(new string(text)));
            Assert.False(isIt(text + "x") || isIt(text + "\0"));
            for (var i = 0; i < length; i++)
            {
                Assert.False(isIt(text.Remove(i, 1)));
                Assert.False(isIt(text.Remove(i, 1).Insert(i, "x")));
                Assert.False(isIt(text.Remove(i, 1).Insert(i, "\0")));
            }
        }
    }

    [Fact]
    public void Rules_of_one_table_see_each_customer_anew()
    {
        var table = new FactTable();
        var adult = Expressions.Rule.Compile("customer.traits.age >= 18", RuleScope.Segment, table).Value;
        var german = Expressions.Rule.Compile("customer.traits.country == \"de\" && customer.traits.age < 100", RuleScope.Segment, table).Value;
        var facts = new Someone();
        foreach (var (age, country) in new[] { (20.0, "de"), (10.0, "de"), (30.0, "at"), (200.0, "de") })
        {
            facts.Of(age, country);
            Assert.Equal((age >= 18, country == "de" && age < 100), (adult.Holds(facts), german.Holds(facts)));
            Assert.Equal(2, facts.Reads);
        }
    }

    [Fact]
    public void A_rule_that_comes_after_the_first_evaluation_is_refused_when_it_reads_something_new()
    {
        var table = new FactTable();
        Assert.False(Expressions.Rule.Compile("in_segment(\"a\")", RuleScope.Segment, table).Value.Holds(new History { Now = TestTimes.Now }));
        Assert.True(Expressions.Rule.Compile("!in_segment(\"a\")", RuleScope.Segment, table).Value.Holds(new History { Now = TestTimes.Now }));
        Assert.Throws<InvalidOperationException>(() => Expressions.Rule.Compile("in_segment(\"b\")", RuleScope.Segment, table));
    }

    private static Gen<string> Compared(Gen<string> facts, Gen<string> literals) =>
        from fact in facts from op in Comparisons from literal in literals from isFlipped in Gen.Elements(true, false) select isFlipped ? $"{literal} {op} {fact}" : $"{fact} {op} {literal}";

    private static Gen<string> Rule(int depth)
    {
        if (depth == 0) return Leaves;
        var part = Rule(depth - 1);
        return Gen.OneOf(
            Leaves,
            from left in part from op in Gen.Elements("&&", "||") from right in part select $"({left}) {op} ({right})",
            from op in Gen.Elements("&&", "||") from parts in Gen.ListOf(part, 6) select string.Join($" {op} ", parts.Select(one => $"({one})")),
            from inner in part select $"!({inner})",
            from test in part from then in part from otherwise in part select $"({test}) ? ({then}) : ({otherwise})");
    }

    private sealed class Someone : FactSource
    {
        private double age;
        private string country = "";

        public int Reads { get; private set; }

        public void Of(double years, string home)
        {
            Forget();
            (age, country, Reads) = (years, home, 0);
        }

        protected override Value Read(Fact fact)
        {
            Reads++;
            return fact.Name == "age" ? Value.Of(age) : Value.Of(country);
        }
    }
}
