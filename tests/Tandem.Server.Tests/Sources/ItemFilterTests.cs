using Tandem.Engine.Interactions;
using Tandem.Primitives;
using Tandem.Server.Sources;

namespace Tandem.Server.Tests.Sources;

public sealed class ItemFilterTests
{
    private static readonly Interaction Interaction =
        InteractionParser.ReadCall("""{"event":"Order Completed","userId":"Ann","messageId":"m-1","properties":{"coupon":"Autumn"}}"""u8, InteractionType.Track, new(1, new(0), () => "m")).Value.Accepted[0].Interaction;

    private static readonly LiveItem Order = new LiveItem.Accepted(Interaction, new(7), ItemId.Of(Interaction, new(7), 1, 8));

    private static readonly LiveItem Refused = new LiveItem.Refused(new("r", new Instant(0), null, [new("missing", "Nobody.")], """{"event":"Order Completed"}""", "/v1/track"));

    [Theory]
    [InlineData("track", null, null, null, true, false)]
    [InlineData("page, Track", null, null, null, true, false)]
    [InlineData("rejected", null, null, null, false, true)]
    [InlineData(null, "order", null, null, true, true)]
    [InlineData(null, "refund", null, null, false, false)]
    [InlineData(null, null, "ann", null, true, false)]
    [InlineData(null, null, "userId:ann", null, true, false)]
    [InlineData(null, null, "email:ann", null, false, false)]
    [InlineData(null, null, null, "autumn", true, false)]
    [InlineData(null, null, null, "M-1", true, false)]
    [InlineData("track", "order", "ann", "autumn", true, false)]
    [InlineData("track", "order", "bert", "autumn", false, false)]
    public void What_a_filter_says_must_hold_of_all_of_it(string? type, string? name, string? who, string? text, bool order, bool refused)
    {
        var filter = new ItemFilter(type, name, who, text);
        Assert.Equal((order, refused), (filter.Lets(Order), filter.Lets(Refused)));
    }

    [Fact]
    public void An_items_id_reads_back()
    {
        var id = ((LiveItem.Accepted)Order).Id;
        Assert.True(ItemId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        Assert.All(["", "7", "7-1-0-00", "7-0-0-0000000000000000", "x-1-0-0000000000000000", "7-1-1024-0000000000000000"], text => Assert.False(ItemId.TryParse(text, out _)));
    }
}
