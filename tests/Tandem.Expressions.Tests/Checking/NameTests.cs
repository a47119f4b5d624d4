using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Checking;

/// <summary>What a name means where several things could be meant.</summary>
public sealed class NameTests
{
    private static readonly Dictionary<string, Value> Bindings = new()
    {
        ["x"] = Value.Of("root"),
        ["x.y"] = Value.Of("root, dotted"),
        ["shop.x"] = Value.Of("shop"),
        ["shop.de.x"] = Value.Of("shop in Germany"),
        ["optional"] = Value.Of(new Dictionary<Value, Value> { [Value.Of("of")] = Value.Of("a field") }),
    };

    private static readonly Declarations Declared = Declarations.Of([.. Bindings.Select(binding => (binding.Key, binding.Key == "optional" ? RuleType.AnyMap : RuleType.String))]);

    [Theory]
    [InlineData("", "x", "root")]
    [InlineData("", "x.y", "root, dotted")]
    [InlineData("", ".x", "root")]
    [InlineData("shop", "x", "shop")]
    [InlineData("shop", ".x", "root")]
    [InlineData("shop", "de.x", "shop in Germany")]
    [InlineData("shop.de", "x", "shop in Germany")]
    [InlineData("shop.de", "x.y", "root, dotted")]
    [InlineData("shop.de", ".shop.x", "shop")]
    [InlineData("shop", "['item'].map(x, x)[0]", "item")]
    [InlineData("shop", "['item'].map(x, .x)[0]", "root")]
    [InlineData("", "[{'y': 'item'}].map(x, x.y)[0]", "item")]
    [InlineData("", "[{'y': 'item'}].map(x, .x.y)[0]", "root, dotted")]
    [InlineData("", "cel.bind(x, 'bound', x + .x)", "boundroot")]
    [InlineData("", "cel.bind(x, x + '!', cel.bind(x, x + '!', x))", "root!!")]
    [InlineData("", "['a'].transformList(shop, x, x + string(shop))[0]", "a0")]
    [InlineData("", "optional.of", "a field")]
    public void A_name_means_the_innermost_thing_of_its_name(string container, string text, string expected)
    {
        foreach (var check in new[] { true, false })
        {
            var program = Program.Compile(text, Declared.In(container), check);
            Assert.True(program.IsOk, string.Join("\n", program.Errors));
            Assert.Equal(Value.Of(expected), program.Value.Evaluate(Bindings));
        }
    }

    [Fact]
    public void A_variable_hides_a_namespace_of_functions() =>
        Assert.False(Program.Compile("optional.of(1)", Declared).IsOk);
}
