using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;
using Tandem.Server.Sources;
using Tandem.Server.Tests.Tracking;

namespace Tandem.Server.Tests.Sources;

public class SourceRegistryTests
{
    private readonly MemoryDocuments documents = new();

    [Fact]
    public void The_first_source_gets_a_made_up_key_once()
    {
        var first = Open(null);
        Assert.True(first.MadeUpFirstKey);
        var again = Open(null);
        Assert.False(again.MadeUpFirstKey);
        Assert.Equal(first.All.Single().Source, again.All.Single().Source);
        Assert.Matches("^[0-9A-Za-z]{32}$", again.All.Single().Source.WriteKey);
    }

    [Fact]
    public void Another_key_at_a_later_start_replaces_the_first_ones()
    {
        var old = Open(null).All.Single().Source.WriteKey;
        var registry = Open("chosen-by-hand");
        Assert.Null(registry.FindByKey(old));
        Assert.Equal("default", registry.FindByKey("chosen-by-hand")?.Source.Name);
        Assert.Equal("chosen-by-hand", Open(null).All.Single().Source.WriteKey);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with a space in it")]
    [InlineData("with:colon")]
    public void A_key_that_cannot_be_one_names_the_setting(string key) =>
        Assert.Contains("TANDEM_WRITE_KEY", Assert.Throws<ArgumentException>(() => Open(key)).Message);

    [Fact]
    public void The_key_of_another_source_is_refused()
    {
        var key = Open(null).Create("shop", null).Value.Source.WriteKey;
        Assert.Contains("shop", Assert.Throws<ArgumentException>(() => Open(key)).Message);
    }

    [Fact]
    public void Sources_and_counters_are_there_after_a_restart()
    {
        var registry = Open(null);
        var shop = registry.Create("shop", " The shop ").Value;
        shop.Traffic.Rejected([new("id", default, null, [], "", "/v1/track")], new Instant(5_000_000));
        registry.SaveCounts();
        var again = Open(null).Find("shop")!;
        Assert.Equal((2, "The shop"), (again.Source.Number, again.Source.Title));
        Assert.Equal(new SourceCounts(0, 1, new Instant(5_000_000)), again.Traffic.Counts);
    }

    [Fact]
    public async Task A_sender_goes_on_with_its_key_after_a_restart()
    {
        await using (var before = await TrackingServer.Start(documents: documents))
            await before.Post("/v1/track", """{"event":"E","userId":"u"}""");
        await using var after = await TrackingServer.Start(documents: documents);
        await after.Post("/v1/track", """{"event":"E","userId":"u"}""");
        Assert.Equal(2, after.Sources.Find("default")!.Traffic.Counts.Accepted);
    }

    private SourceRegistry Open(string? key) => new(documents, TimeProvider.System, key);
}
