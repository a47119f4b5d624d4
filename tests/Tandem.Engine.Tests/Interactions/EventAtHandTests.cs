using Tandem.Engine.Interactions;
using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Tests.Interactions;

public class EventAtHandTests
{
    private static readonly Interaction Order = Parsing.Track(
        """ "messageId":"m1","context":{"page":"/"},"properties":{"total":1,"total":12.5,"items":[{"sku":"a"}],"none":null,"with \"quotes\"":true} """);

    [Theory]
    [InlineData(FactKind.EventField, "type")]
    [InlineData(FactKind.EventField, "name")]
    [InlineData(FactKind.EventField, "timestamp")]
    [InlineData(FactKind.EventField, "messageId")]
    [InlineData(FactKind.EventProperty, "total")]
    [InlineData(FactKind.EventProperty, "items")]
    [InlineData(FactKind.EventProperty, "none")]
    [InlineData(FactKind.EventProperty, "with \"quotes\"")]
    [InlineData(FactKind.Event, "")]
    public void A_part_that_is_read_where_it_stands_is_that_of_the_whole_event(FactKind kind, string name)
    {
        var fact = new Fact(kind, name);
        var whole = fact.Of(EventForm.ValueOf(Order));
        Assert.False(whole.IsError);
        Assert.Equal(whole, new EventAtHand(Order).Read(fact));
        Assert.Equal(whole, new EventAtHand(EventForm.JsonOf(Order)).Read(fact));
    }

    [Fact]
    public void What_is_not_there_is_an_error_that_says_so()
    {
        var coupon = new Fact(FactKind.EventProperty, "coupon");
        foreach (var @event in new[] { new EventAtHand(Order), new EventAtHand(EventForm.JsonOf(Order)), new EventAtHand(Parsing.Track(" \"properties\":{} ")), new EventAtHand(Parsing.Track(" \"messageId\":\"m\" ")), default })
            Assert.Equal("no_such_key", @event.Read(coupon).AsError.Code);
        Assert.Equal(ValueKind.Error, default(EventAtHand).Read(new Fact(FactKind.Event)).Kind);
    }
}
