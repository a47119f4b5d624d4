using Tandem.Engine.Effects;
using Tandem.Engine.Folding;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Shards;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Accounts;

public sealed class AccountFactsTests
{
    private const string OfProAccounts = "account.traits.plan == 'pro'";

    [Fact]
    public void Who_joins_an_account_knows_its_traits_at_once()
    {
        using var world = WithSegment(OfProAccounts);
        world.Group("userId:ann", "acme", """{"plan":"pro"}""");
        world.Settle();
        world.Group("userId:bob", "acme");
        world.Settle();

        Assert.All(new[] { "userId:ann", "userId:bob" }, who => Assert.True(world.Find(who)!.IsIn("s")));
    }

    [Fact]
    public void What_an_account_becomes_moves_all_its_members()
    {
        using var world = WithSegment(OfProAccounts);
        foreach (var who in new[] { "userId:ann", "userId:bob" }) world.Group(who, "acme", """{"plan":"free"}""");
        world.Settle();
        Assert.Equal(0, world.Count(CountNames.Segment("s")));

        world.Group("userId:ann", "acme", """{"plan":"pro"}""");
        world.Settle();
        Assert.Equal(2, world.Count(CountNames.Segment("s")));

        world.Group("userId:bob", "acme", """{"plan":null}""");
        world.Settle();
        Assert.Equal(0, world.Count(CountNames.Segment("s")));
    }

    [Fact]
    public void Of_several_accounts_rules_read_the_one_joined_last()
    {
        using var world = WithSegment("account.id == 'beta' && account.traits.plan == 'pro'");
        world.Group("userId:ann", "acme", """{"plan":"free"}""");
        world.Pass("1d");
        world.Group("userId:ann", "beta", """{"plan":"pro"}""");
        world.Settle();
        Assert.True(world.Find("userId:ann")!.IsIn("s"));

        // Neither another word of the first account, nor what it becomes, makes it the last.
        world.Group("userId:ann", "acme", """{"plan":"gold"}""");
        world.Settle();
        Assert.True(world.Find("userId:ann")!.IsIn("s"));
    }

    [Fact]
    public void Without_an_account_there_is_none_to_read()
    {
        using var world = WithSegment("!has(account.traits.plan) && !has(account.id)");
        world.Track("userId:ann", "Visit");
        world.Group("userId:bob", "acme", """{"plan":"pro"}""");
        world.Settle();

        Assert.True(world.Find("userId:ann")!.IsIn("s"));
        Assert.False(world.Find("userId:bob")!.IsIn("s"));
    }

    [Fact]
    public void A_member_who_became_another_customer_is_still_told()
    {
        using var world = WithSegment(OfProAccounts);
        world.Group("anonymousId:a", "acme", """{"plan":"free"}""");
        world.Settle();
        world.Identify("userId:ann anonymousId:a");
        world.Settle();
        Assert.Equal("acme", Assert.Single(world.Find("userId:ann")!.Accounts).GroupId);

        world.Group("userId:bob", "acme", """{"plan":"pro"}""");
        world.Settle();
        Assert.True(world.Find("userId:ann")!.IsIn("s"));
    }

    [Fact]
    public void Of_two_who_become_one_the_newer_word_about_their_account_holds()
    {
        using var world = WithSegment(OfProAccounts);
        world.Group("anonymousId:a", "acme", """{"plan":"free"}""");
        world.Pass("1h");
        world.Group("userId:ann", "acme", """{"plan":"pro"}""");
        world.Settle();
        world.Identify("userId:ann anonymousId:a");
        world.Settle();

        var ann = world.Find("userId:ann")!;
        Assert.Equal("pro", Assert.Single(ann.Accounts).Traits["plan"].AsString);
        Assert.True(ann.IsIn("s"));
    }

    [Fact]
    public void An_account_that_turns_pro_starts_its_members_journeys_and_an_import_does_not()
    {
        using var world = WithSegment(OfProAccounts);
        world.Publish(rules => rules with
        {
            Templates = [new("mail", 1, "email", TemplatePurpose.Transactional, null, "s", "h", null)],
            Journeys = [new("welcome", 1, new Trigger.OnSegment("s"), Reentry.Once, [new Step.Wait("wait", Primitives.Duration.FromDays(1)), new Step.Send("send", "email", "mail")])],
        });
        world.Group("userId:ann", "acme", """{"plan":"free"}""");
        world.Group("userId:bob", "old", """{"plan":"free"}""");
        world.Settle();
        world.Group("userId:ann", "acme", """{"plan":"pro"}""");
        world.Group("userId:bob", "old", """{"plan":"pro"}""", historical: true);
        world.Settle();

        Assert.Single(world.Find("userId:ann")!.Enrolments);
        Assert.True(world.Find("userId:bob")!.IsIn("s"));
        Assert.Empty(world.Find("userId:bob")!.Enrolments);
        Assert.Equal(world.Clock.Now + Primitives.Duration.FromDays(1), world.Find("userId:ann")!.Due);
        Assert.Contains(world.Runners, runner => runner.NextDue == world.Find("userId:ann")!.Due);
    }

    [Fact]
    public void Many_members_are_told_in_pages_and_once_a_minute()
    {
        const int members = 2 * AccountNews.MembersPerMessage + 500;
        using var world = new World(shards: 1) { BatchSize = 256 };
        world.Publish(rules => rules with { Segments = [new("s", OfProAccounts)] });
        for (var i = 1; i <= members; i++) world.Group($"userId:u{i}", "acme", i == 1 ? """{"plan":"free"}""" : "{}");
        world.Settle();
        world.Pass("1h");

        var before = Pages(world);
        world.Group("userId:u1", "acme", """{"plan":"pro"}""");
        world.Settle();
        Assert.Equal(members, world.Count(CountNames.Segment("s")));
        Assert.Equal([1000, 1000, 500], Pages(world)[before.Count..]);

        world.Group("userId:u1", "acme", """{"plan":"free"}""");
        world.Group("userId:new", "acme");
        world.Settle();
        // The news waits, and whoever joins meanwhile has it already.
        Assert.Equal(members, world.Count(CountNames.Segment("s")));
        Assert.Equal("free", world.Find("userId:new")!.Accounts[0].Traits["plan"].AsString);
        world.Pass("1m");
        Assert.Equal(0, world.Count(CountNames.Segment("s")));
        Assert.Equal(before.Count + 6, Pages(world).Count);
    }

    [Fact]
    public void A_word_that_says_nothing_new_tells_nobody()
    {
        using var world = WithSegment(OfProAccounts);
        foreach (var who in new[] { "userId:ann", "userId:bob" }) world.Group(who, "acme", """{"plan":"pro"}""");
        world.Settle();
        var before = Pages(world).Count;
        world.Group("userId:ann", "acme", """{"plan":"pro"}""");
        world.Settle();

        Assert.Equal(before, Pages(world).Count);
    }

    [Fact]
    public void What_members_know_survives_restarts_and_is_the_same_when_folded_again()
    {
        using var world = WithSegment(OfProAccounts);
        world.Group("userId:ann", "acme", """{"plan":"pro","address":{"city":"Bonn"}}""");
        world.Group("anonymousId:a", "acme");
        world.Settle();
        world.Checkpoint();
        world.Restart();
        world.Identify("userId:ann anonymousId:a");
        world.Group("userId:bob", "acme", """{"plan":"free"}""");
        world.Settle();
        world.Checkpoint();

        Assert.Equal("Bonn", world.Find("userId:ann")!.LatestAccount!.Traits["address"].AsMap[Expressions.Values.Value.Of("city")].AsString);
        using var replay = world.Replay(batchSize: 1);
        Assert.Equal(Stored(world), Stored(replay));
    }

    private static World WithSegment(string rule)
    {
        var world = new World();
        world.Publish(rules => rules with { Segments = [new("s", rule)] });
        return world;
    }

    /// <summary>The sizes of all pages of news so far.</summary>
    private static List<int> Pages(World world) =>
    [
        .. world.Store.Read(default).Where(entry => entry.Kind == EntryKind.Message).Select(entry => ShardMessage.Read(entry.Payload.Span))
            .Where(message => message is { Kind: MessageKind.AccountTraits, Target.IsNobody: true }).Select(message => AccountNews.Members(message).Count()),
    ];

    private static IEnumerable<(Primitives.EntityId, string, string)> Stored(World world) =>
        world.States().Select(row => (row.Id, Convert.ToHexString(row.Profile.Span), Convert.ToHexString(row.Work.Span)));
}
