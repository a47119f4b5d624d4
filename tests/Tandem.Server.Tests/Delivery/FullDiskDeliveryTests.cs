using Tandem.Connect.Channels;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A disk that fills between an attempt and its outcome.</summary>
public sealed class FullDiskDeliveryTests
{
    [Fact]
    public async Task An_outcome_that_cannot_be_written_down_is_kept_until_it_can_and_is_no_crash()
    {
        var channel = new FillingChannel();
        await using var node = DeliveryNode.Open(channel, outside: true);
        channel.Sent = () => node.File.Writer.Execute("PRAGMA query_only = 1");
        await node.Queue(node.Effect("a"), node.Effect("b"));
        for (var tries = 0; tries < 3; tries++) await Assert.ThrowsAsync<StorageFullException>(async () => await node.Runner.Step(default));
        Assert.Equal(MessageStatus.Sending, node.Message("a").Status);

        node.File.Writer.Execute("PRAGMA query_only = 0");
        channel.Sent = () => { };
        await node.RunUntilIdle();
        Assert.Equal([MessageStatus.Sent, MessageStatus.Sent], node.Messages.Find(["a", "b"]).Select(message => message.Status));
        Assert.Equal(["a", "b"], node.Reports().Where(report => report.Outcome == DeliveryOutcome.Sent).Select(report => report.Key).Distinct().Order());
        Assert.Equal(["a", "b"], channel.Keys.Order());
    }

    private sealed class FillingChannel : IChannel
    {
        private readonly Lock gate = new();

        public List<string> Keys { get; } = [];

        public Action Sent { get; set; } = () => { };

        public string Name => "filling";

        public bool RepeatsAreHarmless => false;

        public bool ReachesPeople => true;

        public int Parallel => 2;

        public ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel)
        {
            lock (gate)
            {
                Keys.Add(message.Key);
                Sent();
            }
            return new(new SendResult(SendOutcome.Sent, "250 taken"));
        }
    }
}
