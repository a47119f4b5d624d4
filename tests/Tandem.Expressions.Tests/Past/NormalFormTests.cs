using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Tests.Syntax;

namespace Tandem.Expressions.Tests.Past;

public sealed class NormalFormTests
{
    [Theory]
    [InlineData("events(\"A\").any()", "events(\"A\").count()")]
    [InlineData("events('A').none()", "events(\"A\").count()")]
    [InlineData("events(\"A\").within(\"1440m\").count()", "events(\"A\").within(\"1d\").count()")]
    [InlineData("events(\"A\").within(\"2w\").count()", "events(\"A\").within(\"14d\").count()")]
    [InlineData("events(\"A\").within(\"1d\").where(x, x.name=='A').count()", "events(\"A\").where(e, e.name == \"A\").within(\"1d\").count()")]
    [InlineData("events(\"A\").where(b, b.properties.y).where(a, a.properties.x && (a.properties.z && a.properties.y)).count()", "events(\"A\").where(e, e.properties.x && e.properties.y && e.properties.z).count()")]
    [InlineData("events(\"A\").where(x, x.properties.b || x.properties.a).where(x, x.properties.c ? true : false).count()", "events(\"A\").where(e, (e.properties.b || e.properties.a) && (e.properties.c ? true : false)).count()")]
    [InlineData("events(\"A\").where(x, (x.properties.b || x.properties.a)).count()", "events(\"A\").where(e, e.properties.b || e.properties.a).count()")]
    [InlineData("events(\"A\").where(x, x.properties[\"a\"] == x.properties[\"a b\"]).count()", "events(\"A\").where(e, e.properties.a == e.properties.`a b`).count()")]
    [InlineData("events(\"A\").where(x, x.properties.list.exists(e, e == x.name)).count()", "events(\"A\").where(e, e.properties.list.exists(e1, e1 == e.name)).count()")]
    [InlineData("events(\"A\").where(x, x.properties.list.all(x, x.all(i, y, y > i))).count()", "events(\"A\").where(e, e.properties.list.all(e1, e1.all(e2, e3, e3 > e2))).count()")]
    [InlineData("events(\"A\").where(x, cel.bind(y, x.properties.n, y > 1)).count()", "events(\"A\").where(e, cel.bind(e1, e.properties.n, e1 > 1)).count()")]
    [InlineData("events(\"A\").where(x, x.properties.?n.orValue(1) == {\"x\": x.properties[?\"n\"]}).count()", "events(\"A\").where(e, e.properties.?n.orValue(1) == {\"x\": e.properties[?\"n\"]}).count()")]
    [InlineData("events(\"A\").sum(x, x.properties.a * 2.0)", "events(\"A\").sum(e, e.properties.a * 2.0)")]
    [InlineData("events(\"A\").last()", "events(\"A\").last()")]
    [InlineData("has(events(\"A\").last().properties[\"a\"])", "events(\"A\").last().properties.a")]
    [InlineData("events(\"A\").last().?properties[?\"a b\"][0]", "events(\"A\").last().properties.`a b`[0]")]
    [InlineData("events(\"A\").within(\"1h\").not_followed_by(events(\"C\"), \"60s\").followed_by(events(\"B\").where(x, x.name == ''), \"1h\").count()", "events(\"A\").followed_by(events(\"B\").where(e, e.name == \"\"), \"1h\").not_followed_by(events(\"C\"), \"1m\").within(\"1h\").count()")]
    public void Questions_that_mean_one_thing_have_one_normal_form(string text, string normal)
    {
        var aggregate = Aggregates.Of(text);
        Assert.Equal(normal, aggregate.NormalForm);
        Assert.Equal(aggregate, Aggregates.Of(normal));
        Assert.Equal(aggregate.Hash, Aggregates.Of(normal).Hash);
    }

    [Theory]
    [InlineData("events(\"A\").count()", 12835080761001355975UL)]
    [InlineData("events(\"Order Completed\").where(e, e.properties.category == \"shoes\").within(\"30d\").sum(e, e.properties.total)", 7897414096089090946UL)]
    [InlineData("events(\"Bücher 📚\").last().timestamp", 16128362915063264755UL)]
    [InlineData("events(\"A\").not_followed_by(events(\"B\"), \"1d12h\").distinct(e, e.context.page.path)", 12564347861171058963UL)]
    public void Hashes_never_change(string text, ulong hash) => Assert.Equal(hash, Aggregates.Of(text).Hash);

    [Fact]
    public void A_normal_form_is_its_own() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(PastFigure.All.ToArbitrary(), figure =>
        {
            var aggregate = Aggregates.Of(figure.Text);
            var again = Aggregates.Of(aggregate.NormalForm);
            return again.NormalForm == aggregate.NormalForm && again.Hash == aggregate.Hash && again.Equals(aggregate);
        }));

    [Fact]
    public void Any_condition_has_a_normal_form_of_its_own() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Trees.All.ToArbitrary(), tree =>
        {
            var text = Printer.Print(tree);
            var aggregate = Aggregates.Of($"events(\"A\").where(a, {text}).sum(b, {text})");
            return Aggregates.Of(aggregate.NormalForm).NormalForm == aggregate.NormalForm ? true : throw new InvalidOperationException($"{text}: {aggregate.NormalForm} becomes {Aggregates.Of(aggregate.NormalForm).NormalForm}");
        }));

    [Fact]
    public void The_names_and_the_order_of_conditions_do_not_matter() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(PastCondition.All.ToArbitrary(), PastCondition.All.ToArbitrary(), (first, second) =>
            Conditions($".where(e, {first.With("e")}).where(order, {second.With("order")})").Equals(Conditions($".where(x, ({second.With("x")}) && ({first.With("x")}))"))));

    [Fact]
    public void Different_conditions_have_different_hashes() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(PastCondition.All.ToArbitrary(), PastCondition.All.ToArbitrary(), (first, second) =>
            (Conditions($".where(e, {first.With("e")})").Hash == Conditions($".where(e, {second.With("e")})").Hash) == (first == second)));

    private static Aggregate Conditions(string wheres) => Aggregates.Of($"events(\"A\"){wheres}.count()");
}
