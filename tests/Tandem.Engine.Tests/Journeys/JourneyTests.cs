using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Journal;
using Tandem.Engine.Journeys;
using Tandem.Engine.Policies;
using Tandem.Engine.Shards;
using Tandem.Primitives;
using Tandem.Testing;

namespace Tandem.Engine.Tests.Journeys;

public sealed class JourneyTests
{
    private const string Consent = """{"consent":{"categoryPreferences":{"email":true}}}""";

    [Fact]
    public void A_walk_waits_branches_and_sends_and_says_why()
    {
        using var world = WinBack(Reentry.Once);
        world.Identify("userId:u email:u@example.com", """{"name":"Ann"}""", context: Consent);
        world.Track("userId:u", "Order Completed");
        world.Pass("90d");
        Assert.Equal("a-day", Assert.Single(world.Find("userId:u")!.Enrolments).StepId);
        Assert.Equal(1, world.Count(CountNames.JourneyStep("win-back", "here", "a-day")));

        world.Pass("1d");
        world.Checkpoint();
        var message = Assert.Single(world.Messages());
        Assert.Equal("u@example.com", message.Address);
        Assert.Null(message.Withheld);
        Assert.Contains("\"name\":\"Ann\"", System.Text.Encoding.UTF8.GetString(message.Data.Span));
        Assert.Equal(3, message.Why.Count);
        Assert.Contains("lapsing", message.Why[0]);
        Assert.Equal(EnrolmentState.Completed, Assert.Single(world.Find("userId:u")!.Enrolments).State);
        Assert.Equal(0, world.Count(CountNames.Journey("win-back", "active")));
        Assert.Equal(0, world.Count(CountNames.JourneyStep("win-back", "here", "a-day")));
    }

    [Fact]
    public void The_branch_looks_at_the_customer_as_they_are_then()
    {
        using var world = WinBack(Reentry.Once);
        world.Identify("userId:u email:u@example.com", context: Consent);
        world.Track("userId:u", "Order Completed");
        world.Pass("90d");
        world.Track("userId:u", "Order Completed");
        world.Pass("2d");
        world.Checkpoint();
        Assert.Empty(world.Messages());
        Assert.Equal(EnrolmentState.Exited, Assert.Single(world.Find("userId:u")!.Enrolments).State);
    }

    [Theory]
    [InlineData(Reentry.Once, 1)]
    [InlineData(Reentry.AfterExit, 2)]
    public void Somebody_walks_again_only_where_the_journey_says_so(Reentry reentry, int messages)
    {
        using var world = WinBack(reentry);
        world.Identify("userId:u email:u@example.com", context: Consent);
        for (var i = 0; i < 2; i++)
        {
            world.Track("userId:u", "Order Completed");
            world.Pass("100d");
        }
        world.Checkpoint();
        Assert.Equal(messages, world.Messages().Count);
        Assert.Equal(messages, world.Messages().Select(message => message.Key).Distinct().Count());
    }

    [Fact]
    public void A_walk_under_way_stays_on_the_version_it_started_on()
    {
        using var world = WinBack(Reentry.Once);
        world.Identify("userId:u email:u@example.com", context: Consent);
        world.Track("userId:u", "Order Completed");
        world.Pass("90d");
        world.Publish(rules => rules with { Journeys = [.. rules.Journeys, rules.Journeys[0] with { Version = 2, Steps = [new Step.Exit("out")] }] });
        world.Pass("2d");
        world.Checkpoint();
        Assert.Single(world.Messages());
    }

    [Fact]
    public void The_past_starts_nothing()
    {
        using var world = WinBack(Reentry.Once);
        world.Publish(rules => rules with { Journeys = [.. rules.Journeys, new("hello", 1, new Trigger.OnEvent("Signed Up", null), Reentry.Once, [new Step.Send("hi", "email", "mail")])] });
        world.Identify("userId:u email:u@example.com", context: Consent, historical: true);
        world.Track("userId:u", "Signed Up", historical: true);
        world.Settle();
        world.Checkpoint();
        Assert.Empty(world.Messages());
        Assert.Equal(1, world.Find("userId:u")!.Events.Single(counter => counter.Name == "Signed Up").Total);

        world.Track("userId:u", "Signed Up");
        world.Settle();
        world.Checkpoint();
        Assert.Single(world.Messages());
    }

    [Theory]
    [InlineData("userId:u", "{}", ContactPolicy.NoAddress)]
    [InlineData("userId:u email:u@example.com", "{}", ContactPolicy.NoConsent)]
    [InlineData("userId:u email:u@example.com", """{"consent":{"categoryPreferences":{"email":false}}}""", ContactPolicy.ConsentWithdrawn)]
    [InlineData("userId:u email:u@example.com", Consent, null)]
    public void Consent_decides_and_the_reason_is_kept(string identities, string context, string? withheld)
    {
        using var world = new World();
        world.Publish(rules => rules with
        {
            Templates = [new("mail", 1, "email", TemplatePurpose.Marketing, null, "s", "h", null)],
            Journeys = [new("hello", 1, new Trigger.OnEvent("Signed Up", "event.properties.plan == 'pro'"), Reentry.AfterExit, [new Step.Send("hi", "email", "mail")])],
        });
        world.Identify(identities, context: context);
        world.Settle();
        world.Track("userId:u", "Signed Up", """{"plan":"free"}""");
        world.Track("userId:u", "Signed Up", """{"plan":"pro"}""");
        world.Settle();
        world.Checkpoint();
        Assert.Equal(withheld, Assert.Single(world.Messages()).Withheld);
    }

    [Fact]
    public void An_address_counts_from_the_moment_it_is_said_also_one_that_a_family_shares()
    {
        using var world = new World { BatchSize = 100 };
        world.Publish(rules => rules with { Journeys = [new("hello", 1, new Trigger.OnEvent("Signed Up", null), Reentry.Once, [new Step.Send("hi", "email", "mail")])] });
        foreach (var user in new[] { "ann", "bob" })
        {
            world.Identify($"userId:{user} email:family@example.com", """{"email":"Family@Example.com"}""", context: Consent);
            // In the same breath, before the address's shard could answer.
            world.Track($"userId:{user}", "Signed Up");
            world.Settle();
        }
        world.Checkpoint();
        Assert.Equal(["family@example.com", "family@example.com"], world.Messages().Select(message => message.Address));
        Assert.Equal(2, world.Count(CountNames.Customers));
    }

    [Fact]
    public void A_branch_sees_the_interaction_that_started_the_walk_as_the_trigger_saw_it()
    {
        using var world = new World();
        const string rule = "event.timestamp > timestamp('2020-01-01T00:00:00Z') && event.properties.total > 5";
        world.Publish(rules => rules with { Journeys = [new("hello", 1, new Trigger.OnEvent("Signed Up", rule), Reentry.Once, [new Step.Wait("w", Duration.FromDays(1)), new Step.Branch("b", rule, [new Step.Send("hi", "email", "mail")], [])])] });
        world.Track("userId:u", "Signed Up", """{"total":7}""");
        world.Pass("2d");
        world.Checkpoint();
        Assert.Single(world.Messages());
    }

    [Fact]
    public void What_became_of_a_message_is_told_and_the_effect_is_done()
    {
        using var world = new World();
        world.Publish(rules => rules with { Journeys = [new("hello", 1, new Trigger.OnEvent("Signed Up", null), Reentry.Once, [new Step.Send("hi", "email", "mail")])] });
        world.Track("userId:u", "Signed Up");
        world.Settle();
        world.Checkpoint();
        var message = Assert.Single(world.Messages());
        world.Put(new(message.Customer.Home, EntryKind.Delivery, new DeliveryReport(message.Key, message.Customer, DeliveryOutcome.Sent, "email", "ok").ToBytes()));
        world.Settle();
        world.Checkpoint();
        Assert.Empty(world.Messages());
        Assert.Equal(["queued", "sent"], world.Find("userId:u")!.Timeline.Items().Where(item => item.Kind == TimelineKind.Message).Select(item => item.Type));
    }

    [Fact]
    public void What_became_of_a_message_is_counted_and_told_once_however_often_it_is_reported()
    {
        using var world = new World();
        world.Publish(rules => rules with
        {
            Segments = [new("all", "true")],
            Templates = [new("mail", 1, "email", TemplatePurpose.Transactional, null, "s", "h", null)],
            Campaigns = [new("c", 1, "all", [new("a", "email", "mail", 1)], [])],
        });
        world.Identify("userId:u email:u@example.com");
        world.Settle();
        var id = world.Find("userId:u")!.Id;
        world.Put(new(id.Home, EntryKind.Launch, new CampaignLaunch("c", [id]).ToBytes()));
        world.Settle();
        world.Checkpoint();
        var message = Assert.Single(world.Messages());
        for (var times = 0; times < 2; times++)
            world.Put(new(id.Home, EntryKind.Delivery, new DeliveryReport(message.Key, id, DeliveryOutcome.Sent, "email", "ok").ToBytes()));
        world.Settle();
        world.Checkpoint();
        Assert.Equal(1, world.Count(CountNames.Arm("c", "a", "sent")));
        Assert.Equal(["queued", "sent"], world.Find("userId:u")!.Timeline.Items().Where(item => item.Kind == TimelineKind.Message).Select(item => item.Type));
        Assert.Empty(world.Messages());
    }

    private static World WinBack(Reentry reentry)
    {
        var world = new World();
        world.Publish(rules => rules with
        {
            Segments = [new("lapsing", """events("Order Completed").any() && events("Order Completed").within("90d").none()""")],
            Templates = [new("mail", 1, "email", TemplatePurpose.Marketing, null, "s", "h", null)],
            Journeys = [new("win-back", 1, new Trigger.OnSegment("lapsing"), reentry,
            [
                new Step.Wait("a-day", Duration.FromDays(1)),
                new Step.Branch("still", """in_segment("lapsing")""", [new Step.Send("send", "email", "mail")], [new Step.Exit("bought")]),
            ])],
        });
        world.Settle();
        return world;
    }
}
