using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Functions;

public sealed class AllocationTests
{
    private static readonly History Ada = new()
    {
        Traits = new Dictionary<string, Value>
        {
            ["age"] = Value.Of(36.0),
            ["country"] = Value.Of("de"),
        },
        Now = TestTimes.Now,
    };

    [Theory]
    [InlineData("math.abs(customer.traits.age) > 18.0 && !math.isNaN(customer.traits.age)")]
    [InlineData("math.greatest(customer.traits.age, 18.0) == customer.traits.age")]
    [InlineData("size(customer.traits.country) == 2 && customer.traits.country.indexOf('e') == 1")]
    [InlineData("int(customer.traits.age) == 36")]
    public void A_call_with_one_or_two_arguments_allocates_nothing(string text)
    {
        var rule = Rule.Compile(text, RuleScope.Segment).Value;
        for (var i = 0; i < 100; i++) Assert.True(rule.Holds(Ada));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) rule.Holds(Ada);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
