using Tandem.Engine.Experiments;
using Tandem.Primitives;

namespace Tandem.Engine.Tests.Experiments;

public sealed class ArmAssignmentTests
{
    private static readonly Arm[] Arms = [new("a", "email", "mail", 1), new("b", "email", "mail", 2), new("c", null, null, 1)];

    // From a second implementation of XXH64, in Python. They must never change: customers would change their arms.
    [Theory]
    [InlineData("spring-mail", "cabbcabbbbbb")]
    [InlineData("autumn-mail", "abcacbcbacab")]
    public void A_customers_arm_is_the_same_for_ever(string campaign, string expected) =>
        Assert.Equal(expected, string.Concat(Enumerable.Range(1, 12).Select(n => ArmAssignment.Assign(campaign, new(n), Arms).Name)));

    [Fact]
    public void Arms_get_customers_by_their_weight()
    {
        var counts = Customers(100_000).CountBy(customer => ArmAssignment.Assign("spring-mail", customer, Arms).Name).ToDictionary();
        // Chi-square with 2 degrees of freedom stays under 13.8 in 999 of 1,000 cases; the customers here are fixed.
        var chiSquare = Arms.Sum(arm => Math.Pow(counts[arm.Name] - 25_000.0 * arm.Weight, 2) / (25_000.0 * arm.Weight));
        Assert.InRange(chiSquare, 0, 13.8);
    }

    [Fact]
    public void One_campaigns_arms_say_nothing_of_anothers()
    {
        Arm[] halves = [new("a", "email", "mail", 1), new("b", null, null, 1)];
        var both = Customers(40_000).Count(customer => ArmAssignment.Assign("one", customer, halves) == ArmAssignment.Assign("two", customer, halves));
        Assert.InRange(both, 20_000 - 400, 20_000 + 400);
    }

    private static IEnumerable<EntityId> Customers(int count) =>
        Enumerable.Range(0, count).Select(n => EntityId.Make(new(n % 64), EntityKind.Customer, Xxh64.Hash(BitConverter.GetBytes(n))));
}
