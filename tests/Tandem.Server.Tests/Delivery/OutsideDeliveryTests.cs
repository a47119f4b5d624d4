using Tandem.Connect.Channels;
using Tandem.Connect.Channels.Smtp;
using Tandem.Connect.Tests.Channels;
using Tandem.Engine.Effects;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Against a real mail server.</summary>
public sealed class OutsideDeliveryTests
{
    [Fact]
    public async Task Nothing_goes_outside_until_it_is_switched_on()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var node = DeliveryNode.Open(Channel(server));
        await node.Queue(node.Effect("a"));
        await node.RunUntilIdle();
        Assert.Equal(("mailbox", false, 0), (node.Message("a").Via, node.Message("a").Outside, server.Connections));

        Assert.True(node.Sending.Set(true).IsOk);
        await node.Queue(node.Effect("b"));
        await node.RunUntilIdle();
        Assert.Equal(("smtp", true, MessageStatus.Sent), (node.Message("b").Via, node.Message("b").Outside, node.Message("b").Status));
        var mail = Mime.Parse((await server.Mail()).GetProperty("data").GetString()!);
        Assert.Equal("For Ann", mail.Headers["Subject"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal(node.Message("b").Content!.Headers.Single(header => header.Key == "Message-ID").Value, mail.Headers["Message-ID"]);

        // The switch is kept, and off again it holds at once.
        await node.Crash();
        Assert.True(node.Sending.Outside);
        Assert.True(node.Sending.Set(false).IsOk);
        await node.Queue(node.Effect("c"));
        await node.RunUntilIdle();
        Assert.Equal("mailbox", node.Message("c").Via);
    }

    [Fact]
    public async Task Sending_outside_needs_a_mail_server()
    {
        await using var node = DeliveryNode.Open();
        var error = Assert.Single(node.Sending.Set(true).Errors);
        Assert.Contains("TANDEM_SMTP_URL", error.Hint);
        Assert.False(node.Sending.Outside);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_crash_between_attempt_and_outcome_leaves_it_uncertain_and_it_is_never_sent_again(bool beforeSending, int arrived)
    {
        await using var server = await SmtpServer.Start(new { });
        var channel = new CrashingChannel(Channel(server)) { At = "b", BeforeSending = beforeSending };
        await using var node = DeliveryNode.Open(channel, outside: true);
        await node.Queue(node.Effect("a", address: "a@example.com"), node.Effect("b", address: "b@example.com"));
        await Assert.ThrowsAsync<CrashException>(node.RunUntilIdle);
        Assert.Equal(MessageStatus.Sending, node.Message("b").Status);

        channel.At = null;
        for (var i = 0; i < 3; i++)
        {
            await node.Crash();
            await node.RunUntilIdle();
        }
        Assert.Equal((MessageStatus.Uncertain, 1), (node.Message("b").Status, node.Message("b").Attempts));
        Assert.Contains(node.Reports(), report => report is { Key: "b", Outcome: DeliveryOutcome.Uncertain });
        var mails = new List<string>();
        for (var i = 0; i < 1 + arrived; i++) mails.Add((await server.Mail()).GetProperty("to").GetString()!);
        Assert.Equal(arrived, mails.Count(to => to == "b@example.com"));
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_crash_without_a_restart_is_noticed_as_well()
    {
        await using var server = await SmtpServer.Start(new { });
        var channel = new CrashingChannel(Channel(server)) { At = "a" };
        await using var node = DeliveryNode.Open(channel, outside: true);
        await node.Queue(node.Effect("a"));
        await Assert.ThrowsAsync<CrashException>(node.RunUntilIdle);
        channel.At = null;
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Uncertain, 1), (node.Message("a").Status, node.Message("a").Attempts));
    }

    [Fact]
    public async Task An_answer_that_never_came_leaves_it_uncertain()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var node = DeliveryNode.Open(Channel(server), outside: true);
        await node.Queue(node.Effect("a", address: "drop-dot@example.com"));
        await node.RunUntilIdle();
        await node.Crash();
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Uncertain, 1), (node.Message("a").Status, node.Message("a").Attempts));
    }

    [Fact]
    public async Task An_address_that_bounces_gets_nothing_more()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var node = DeliveryNode.Open(Channel(server), outside: true);
        await node.Queue(node.Effect("a", address: "answer-550-5.1.1@example.com"));
        await node.RunUntilIdle();
        Assert.Equal(MessageStatus.Bounced, node.Message("a").Status);

        await node.Crash();
        await node.Queue(node.Effect("b", address: "answer-550-5.1.1@example.com"));
        await node.RunUntilIdle();
        Assert.Equal(MessageStatus.Withheld, node.Message("b").Status);
        Assert.StartsWith("suppressed: bounced: 550 5.1.1", node.Message("b").Detail);
    }

    [Fact]
    public async Task What_the_server_puts_off_is_tried_again_later_and_given_up_in_the_end()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var node = DeliveryNode.Open(Channel(server), outside: true);
        await node.Queue(node.Effect("a", address: "answer-450@example.com"));
        await node.RunUntilIdle();
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Queued, 1), (node.Message("a").Status, node.Message("a").Attempts));

        node.Clock.Now += TimeSpan.FromSeconds(59);
        await node.RunUntilIdle();
        Assert.Equal(1, node.Message("a").Attempts);
        node.Clock.Now += TimeSpan.FromSeconds(1);
        await node.Crash();
        await node.RunUntilIdle();
        Assert.Equal(2, node.Message("a").Attempts);
        node.Clock.Now += TimeSpan.FromMinutes(3);
        await node.RunUntilIdle();
        Assert.Equal(2, node.Message("a").Attempts);
        node.Clock.Now += TimeSpan.FromMinutes(1);
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Failed, 3), (node.Message("a").Status, node.Message("a").Attempts));
        Assert.StartsWith("Given up after 3 attempts: 450", node.Message("a").Detail);
        Assert.Equal(DeliveryOutcome.Failed, Assert.Single(node.Reports()).Outcome);
    }

    [Fact]
    public async Task An_address_that_is_suppressed_while_its_message_waits_gets_nothing()
    {
        await using var server = await SmtpServer.Start(new { });
        await using var node = DeliveryNode.Open(Channel(server), outside: true);
        await node.Queue(node.Effect("a", address: "answer-450@example.com"));
        await node.RunUntilIdle();
        node.Suppressions.Put(new("email", "answer-450@example.com", "complaint", default, "somebody"));
        node.Clock.Now += TimeSpan.FromHours(1);
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Withheld, 1), (node.Message("a").Status, node.Message("a").Attempts));
    }

    private static IChannel Channel(SmtpServer server) => new SmtpChannel(SmtpOptions.Parse($"smtp://127.0.0.1:{server.Port}").Value);
}
