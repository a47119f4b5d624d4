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
    public void A_source_says_its_channel_and_can_say_another()
    {
        var registry = Open(null);
        var shop = registry.Create("shop", "The shop", "shop").Value;
        Assert.Equal("shop", shop.Source.Channel);
        Assert.Equal("store", registry.Change("shop", null, "store")!.Value.Value.Source.Channel);
        Assert.Equal(("The store", "store"), (registry.Change("shop", " The store ", null)!.Value.Value.Source.Title, registry.Find("shop")!.Source.Channel));
        Assert.Same(shop.Traffic, registry.FindByKey(shop.Source.WriteKey)!.Traffic);

        var again = Open(null).Find("shop")!.Source;
        Assert.Equal(("The store", "store", shop.Source.WriteKey), (again.Title, again.Channel, again.WriteKey));
        Assert.Equal("", registry.Change("shop", null, "")!.Value.Value.Source.Channel);
    }

    [Fact]
    public void Of_two_changes_at_once_both_are_kept()
    {
        var racing = new AnswerLosingDocuments(documents);
        var (left, right) = (OpenNode(racing), OpenNode());
        left.Create("shop", "A shop", "web");
        racing.Others = () => right.Change("shop", "The shop", null);
        var changed = left.Change("shop", null, "store")!.Value.Value.Source;
        Assert.Equal(("The shop", "store"), (changed.Title, changed.Channel));
        Assert.Equal(changed, OpenNode().Find("shop")!.Source);
    }

    [Fact]
    public void A_channel_that_there_is_not_is_refused_with_those_there_are()
    {
        var registry = Open(null);
        var error = registry.Create("shop", null, "fax").Errors[0];
        Assert.Equal(("unknown_channel", "channel"), (error.Code, error.Path));
        Assert.Contains("call-centre", error.Hint);
        Assert.Equal("unknown_channel", registry.Change("default", null, "fax")!.Value.Errors[0].Code);
        Assert.Equal("bad_title", registry.Change("default", " ", null)!.Value.Errors[0].Code);
        Assert.Null(registry.Change("nobody", "A title", null));
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

    [Fact]
    public void Several_processes_add_to_the_same_figures_and_each_has_those_of_all()
    {
        var (left, right) = (OpenNode(), OpenNode());
        left.Create("shop", null);
        right.Refresh();
        for (var round = 0; round < 3; round++)
        {
            Send(left, 2, second: 10 * round);
            Send(right, 3, second: 10 * round + 1);
            right.SaveCounts();
            left.SaveCounts();
        }
        left.Refresh();
        right.Refresh();
        var all = new SourceCounts(0, 15, new Instant(21_000_000));
        Assert.Equal((all, all), (Counts(left), Counts(right)));
        // What is not saved yet shows where it came to, and is added when that process stops.
        Send(left, 1, second: 30);
        Assert.Equal((16, 15), (Counts(left).Rejected, Counts(right).Rejected));
        left.SaveAllCounts();
        right.Refresh();
        Assert.Equal(16, Counts(right).Rejected);
        Assert.Equal(16, Counts(OpenNode()).Rejected);
    }

    [Fact]
    public void What_was_added_counts_once_also_where_the_answer_was_lost()
    {
        var losing = new AnswerLosingDocuments(documents);
        var left = OpenNode(losing);
        left.Create("shop", null);
        var right = OpenNode();
        Send(left, 2, second: 1);
        left.SaveCounts();
        foreach (var isWritten in (bool[])[true, false, true])
        {
            Send(left, 2, second: 2);
            losing.Next = isWritten;
            Assert.Throws<IOException>(left.SaveCounts);
            left.Refresh();
            Send(left, 1, second: 3);
            Send(right, 1, second: 3);
            right.SaveCounts();
            left.SaveCounts();
            left.SaveCounts();
        }
        left.Refresh();
        right.Refresh();
        Assert.Equal((14, 14), (Counts(left).Rejected, Counts(right).Rejected));
    }

    [Fact]
    public void Processes_that_make_sources_at_once_give_no_name_and_no_number_twice()
    {
        var (left, right) = (OpenNode(), OpenNode());
        Parallel.For(0, 40, number => Assert.True((number % 2 == 0 ? left : right).Create($"s{number}", null).TryGet(out _, out _)));
        Assert.Equal("exists", right.Create("s0", null).Errors[0].Code);
        left.Refresh();
        Assert.Equal(Enumerable.Range(1, 41), left.All.Select(known => known.Source.Number));
    }

    [Fact]
    public void A_process_of_long_ago_leaves_nothing()
    {
        var clock = new Delivery.SettableClock();
        var killed = new SourceRegistry(documents, clock, null, Guid.NewGuid());
        killed.Create("shop", null);
        Send(killed, 2, second: 1);
        killed.SaveCounts();
        Assert.Single(documents.List("source-counts-node"));
        clock.Now += TimeSpan.FromDays(31);
        Assert.Equal(2, Counts(new(documents, clock, null, Guid.NewGuid())).Rejected);
        Assert.Empty(documents.List("source-counts-node"));
    }

    private SourceRegistry OpenNode(Tandem.Governance.Documents.IDocuments? on = null) => new(on ?? documents, TimeProvider.System, null, Guid.NewGuid());

    private static void Send(SourceRegistry to, int rejects, int second) =>
        to.Find("shop")!.Traffic.Rejected([.. Enumerable.Range(0, rejects).Select(number => new Reject($"{number}", default, null, [], "", "/v1/track"))], new Instant(second * 1_000_000));

    private static SourceCounts Counts(SourceRegistry of) => of.Find("shop")!.Traffic.Counts;

    private SourceRegistry Open(string? key) => new(documents, TimeProvider.System, key);
}
