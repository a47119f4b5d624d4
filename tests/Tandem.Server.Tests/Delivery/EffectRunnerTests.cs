using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Server.Tests.Tracking;

namespace Tandem.Server.Tests.Delivery;

public sealed class EffectRunnerTests
{
    [Fact]
    public async Task A_message_lands_in_the_mailbox_and_its_customer_is_told()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("a"));
        await node.RunUntilIdle();

        var message = node.Message("a");
        Assert.Equal((MessageStatus.Sent, 1, "mailbox", false), (message.Status, message.Attempts, message.Via, message.Outside));
        Assert.Equal("For Ann", message.Content!.Subject);
        Assert.StartsWith("<p>Hello Ann</p><a href=\"https://shop.example/u/", message.Content.Html);
        Assert.Contains("Leave (https://shop.example/u/", message.Content.Text);
        Assert.Equal(["Date", "From", "To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post"], message.Content.Headers.Select(header => header.Key));
        var report = Assert.Single(node.Reports());
        Assert.Equal(("a", message.Effect.Customer, DeliveryOutcome.Sent), (report.Key, report.Customer, report.Outcome));
    }

    [Fact]
    public async Task Twice_is_once()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("a"), node.Effect("b"));
        await node.RunUntilIdle();
        await node.RunUntilIdle();
        Assert.Equal(2, node.Reports().Count);

        // The outbox still has both: nobody folded the reports before the crash. They are told again, and not sent again.
        await node.Crash();
        await node.RunUntilIdle();
        Assert.Equal(["a", "b", "a", "b"], node.Reports().Select(report => report.Key));
        Assert.Equal([1, 1], node.Messages.Find(["a", "b"]).Select(message => message.Attempts));
        Assert.Equal(new(0, 2, 0, 0, 0, 0), node.Messages.Counts());
    }

    [Theory]
    [InlineData("no_consent", "ann@example.com", "no_consent")]
    [InlineData(null, null, "no_address")]
    [InlineData(null, "Blocked@Example.com", "suppressed: asked on the phone")]
    public async Task What_may_not_be_sent_is_recorded_with_its_reason(string? withheld, string? address, string detail)
    {
        await using var node = DeliveryNode.Open();
        node.Suppressions.Put(new("email", " blocked@EXAMPLE.com", "asked on the phone", default, "somebody"));
        await node.Queue(node.Effect("a", withheld: withheld, address: address));
        await node.RunUntilIdle();
        var message = node.Message("a");
        Assert.Equal((MessageStatus.Withheld, detail, 0), (message.Status, message.Detail, message.Attempts));
        Assert.Equal((DeliveryOutcome.Withheld, detail), (node.Reports()[0].Outcome, node.Reports()[0].Detail));
    }

    [Fact]
    public async Task Who_unsubscribed_while_a_message_waited_gets_nothing_more()
    {
        await using var node = DeliveryNode.Open();
        node.Changed["a"] = "consent_withdrawn";
        await node.Queue(node.Effect("a"), node.Effect("b"));
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Withheld, "consent_withdrawn"), (node.Message("a").Status, node.Message("a").Detail));
        Assert.Equal(MessageStatus.Sent, node.Message("b").Status);
    }

    [Fact]
    public async Task A_template_that_fails_names_line_and_field_and_the_message_is_kept()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("a", template: "broken"), node.Effect("b"));
        await node.RunUntilIdle();
        var message = node.Message("a");
        Assert.Equal((MessageStatus.Failed, "'customer.traits.shoeSize' has no value for this customer. (html, line 2, column 4)"), (message.Status, message.Detail));
        Assert.False(message.Effect.Data.IsEmpty);
        Assert.Equal(MessageStatus.Sent, node.Message("b").Status);
    }

    [Theory]
    [InlineData("nowhere", "ann@example.com", "Ruleset 1 has no template 'nowhere'.")]
    [InlineData("welcome", "ann at home", "'ann at home' is no e-mail address: the @ is missing.")]
    public async Task What_cannot_be_made_fails_in_words(string template, string address, string detail)
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("a", template, address));
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Failed, detail), (node.Message("a").Status, node.Message("a").Detail));
    }

    [Fact]
    public async Task A_marketing_mail_without_a_link_gets_one_and_a_receipt_has_none()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("plain", "plain"), node.Effect("receipt", "receipt"));
        await node.RunUntilIdle();
        Assert.Matches("^Hello Ann\n\nUnsubscribe: https://shop.example/u/[A-Za-z0-9_-]+\n$", node.Message("plain").Content!.Text);
        var receipt = node.Message("receipt").Content!;
        Assert.Equal("<p>Thanks</p>", receipt.Html);
        Assert.DoesNotContain(receipt.Headers, header => header.Key.StartsWith("List-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attempt_in_the_mailbox_that_was_cut_short_is_made_again()
    {
        await using var node = DeliveryNode.Open();
        var effect = node.Effect("a");
        await node.Queue(effect);
        node.Messages.Write([MessageRecord.Queue(effect).Attempt("mailbox", outside: false, repeatable: true, new("f", "s", null, "t", []))]);
        await node.Crash();
        await node.RunUntilIdle();
        Assert.Equal((MessageStatus.Sent, 2), (node.Message("a").Status, node.Message("a").Attempts));
    }

    [Fact]
    public async Task An_outcome_that_could_not_be_told_is_told_later()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("a"));
        var inbox = new GatedInbox();
        inbox.Barred.Enqueue(new OverloadedException("Too much waits.", TimeSpan.FromSeconds(1)));
        var runner = node.RunnerWith(inbox);
        await Assert.ThrowsAsync<OverloadedException>(() => runner.Step(default).AsTask());
        Assert.Empty(inbox.Arrivals);
        await runner.Step(default);
        await runner.Step(default);
        Assert.Equal("a", DeliveryReport.Read(Assert.Single(inbox.Arrivals).Payload.Span).Key);
        Assert.Equal(1, node.Message("a").Attempts);
    }

    [Fact]
    public async Task A_server_that_stops_begins_no_attempt_and_sends_after_its_next_start()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue(node.Effect("a"));
        await node.Runner.Step(new CancellationToken(canceled: true));
        Assert.Equal(MessageStatus.Queued, node.Message("a").Status);
        await node.Crash();
        await node.RunUntilIdle();
        Assert.Equal(MessageStatus.Sent, node.Message("a").Status);
    }

    [Fact]
    public async Task Thousands_of_messages_go_through_in_order_of_their_number()
    {
        await using var node = DeliveryNode.Open();
        await node.Queue([.. Enumerable.Range(0, 1_200).Select(i => node.Effect($"m{i:0000}"))]);
        await node.RunUntilIdle();
        Assert.Equal(1_200, node.Messages.Counts().Sent);
        Assert.Equal(1_200, node.Runner.Performed);
        Assert.Equal(Enumerable.Range(0, 1_200).Select(i => $"m{i:0000}"), node.Reports().Select(report => report.Key));
    }
}
