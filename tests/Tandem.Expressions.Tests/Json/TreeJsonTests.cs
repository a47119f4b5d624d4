using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Expressions.Syntax;
using Tandem.Expressions.Tests.Syntax;

namespace Tandem.Expressions.Tests.Json;

public sealed class TreeJsonTests
{
    [Fact]
    public void A_tree_as_JSON_is_the_same_expression_again() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Trees.All.ToArbitrary(), tree =>
        {
            var text = Printer.Print(tree);
            var parsed = Expression.Parse(text).Value;
            var again = Expression.FromJson(parsed.ToJson());
            return again.IsOk && again.Value.Canonical == text && again.Value.ToJson() == parsed.ToJson()
                ? true
                : throw new InvalidOperationException($"{text} came back as {(again.IsOk ? again.Value.Text : string.Join("; ", again.Errors))}");
        }));

    [Theory]
    [InlineData("customer.traits.age>=18  &&(customer.traits.country==\"de\") // adults", "customer.traits.age >= 18 && customer.traits.country == \"de\"")]
    [InlineData("has(a.b) ? [1, ?x][0] : {'k': 2u, ?'o': y}", "has(a.b) ? [1, ?x][0] : {\"k\": 2u, ?\"o\": y}")]
    [InlineData("list.all(item, item > 1.5) || !cel.bind(x, -1, x < 0)", "list.all(item, item > 1.5) || !cel.bind(x, -1, x < 0)")]
    [InlineData("cel.block([1], cel.index(0))", "cel.bind(cel.index(0), 1, cel.index(0))")]
    [InlineData("a.?b[?0].orValue([1].sortBy(x, x))", "a.?b[?0].orValue([1].sortBy(x, x))")]
    public void The_canonical_form_has_no_comments_and_no_needless_brackets(string text, string canonical)
    {
        var parsed = Expression.Parse(text).Value;
        Assert.Equal(canonical, parsed.Canonical);
        Assert.Equal(canonical, Expression.FromJson(parsed.ToJson()).Value.Text);
    }

    [Fact]
    public void A_node_says_where_it_stands_in_the_text()
    {
        const string Text = "customer.traits.age >= 18  && // grown up\n  customer.traits.country in [ \"de\" ]";
        using var json = JsonDocument.Parse(Expression.Parse(Text).Value.ToJson());
        var operands = json.RootElement.GetProperty("operands");
        Assert.Equal("customer.traits.age >= 18", Written(operands[0]));
        Assert.Equal("customer.traits.age", Written(operands[0].GetProperty("left")));
        Assert.Equal("[ \"de\" ]", Written(operands[1].GetProperty("right")));

        static string Written(JsonElement node)
        {
            var span = node.GetProperty("span");
            return Text[span[0].GetInt32()..span[1].GetInt32()];
        }
    }

    [Theory]
    [InlineData("""{"kind": "nome", "name": "a"}""", "$.kind", "no node of kind")]
    [InlineData("""{"kind": "name"}""", "$", "The name is missing")]
    [InlineData("""{"kind": "name", "name": "for"}""", "$.name", "is no name")]
    [InlineData("""{"kind": "name", "name": "a || true"}""", "$.name", "is no name")]
    [InlineData("""{"kind": "call", "function": "f(x)", "arguments": []}""", "$.function", "no name of a function")]
    [InlineData("""{"kind": "logical", "operator": "&&", "operands": [{"kind": "name", "name": "a"}]}""", "$.operands", "from two on")]
    [InlineData("""{"kind": "binary", "operator": "=", "left": {"kind": "name", "name": "a"}, "right": {"kind": "name", "name": "b"}}""", "$.operator", "no operator \"=\"")]
    [InlineData("""{"kind": "literal", "type": "int", "value": 1}""", "$.value", "no value of type")]
    [InlineData("""{"kind": "unary", "operator": "!", "operand": [1]}""", "$.operand", "A node is an object")]
    [InlineData("""{"kind": "literal", "type": "string", "value": "\ud800"}""", "$.value", "half of a character")]
    [InlineData("""{"kind": "literal", "type": "bytes", "value": "\ud800"}""", "$.value", "half of a character")]
    [InlineData("""{"kind": "name", "name": "\udc00"}""", "$.name", "half of a character")]
    [InlineData("[1, 2", null, "no JSON")]
    public void What_is_no_tree_is_refused_with_its_place(string json, string? path, string words)
    {
        var error = Assert.Single(Expression.FromJson(json).Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_with_half_of_a_character_is_refused() => Assert.Equal("bad_json", Assert.Single(Expression.FromJson("{\"kind\": \"name\", \"name\": \"\ud800\"}").Errors).Code);

    [Fact]
    public void A_tree_as_deep_as_allowed_goes_and_comes_and_a_deeper_one_is_refused()
    {
        var deep = Expression.Parse(new string('[', 240) + new string(']', 240)).Value;
        Assert.Equal(deep.Canonical, Expression.FromJson(deep.ToJson()).Value.Text);
        Assert.False(Expression.FromJson(deep.ToJson(), new Limits(MaxDepth: 50)).IsOk);
    }
}
