using System.Text;
using System.Text.Json;
using Tandem.Engine.Aggregates;
using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Engine.Experiments;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Expressions.Values;
using Tandem.Primitives;

namespace Tandem.Server.Tests.Recorded;

/// <summary>What an entry of the journal says, in one line, read by the code that reads it when it is folded.</summary>
internal static class EntryText
{
    public static string Of(Entry entry) => $"{entry.Position} of shard {entry.Shard.Value} at {entry.At}: {entry.Kind} {Payload(entry.Kind, entry.Payload)}";

    /// <summary>A customer as it is kept for the fold, without what people are shown of it otherwise.</summary>
    public static string Of(Customer customer)
    {
        var text = new StringBuilder($"{customer.Id} {customer.Anchor.Kind}:{customer.Anchor.Value}, {customer.Interactions} interactions from {customer.FirstSeen} to {customer.LastSeen}, ");
        text.Append($"traits {Joined(customer.Traits.Select(trait => $"{trait.Key}={ValueJson.Text(trait.Value.Value)}"))}, identities {Joined(customer.Identities.Select(known => $"{known.Identity.Kind}:{known.Identity.Value}"))}, ");
        text.Append($"consents {Joined(customer.Consents.Select(consent => $"{consent.Channel}={consent.Granted}"))}, segments {Joined(customer.Memberships.Select(membership => membership.Segment))}, ");
        text.Append($"events {Joined(customer.Events.Select(counter => $"{counter.Name}={counter.Total}"))}, journeys {Joined(customer.Enrolments.Select(walk => $"{walk.Journey}={walk.State} due {walk.Due}"))}, ");
        text.Append($"arms {Joined(customer.Assignments.Select(arm => $"{arm.Campaign}={arm.Arm}"))}, accounts {Joined(customer.Accounts.Select(account => account.GroupId))}, ");
        text.Append($"conflicts {Joined(customer.Conflicts.Select(conflict => $"{conflict.Identity.Kind}:{conflict.Identity.Value} {conflict.Reason}"))}, ");
        text.Append($"merged {Joined(customer.Merged.Select(merged => $"{merged.Id} by {merged.Offer}"))}, apart {Joined(customer.Apart)}, parked {Joined(customer.Parked.Select(parked => $"{parked.Kind} {parked.Position}"))}, ");
        text.Append($"awaited {Joined(customer.Awaited)}, {customer.Tracks.Count} tracks, due {customer.Due}");
        return text.ToString();
    }

    private static string Payload(EntryKind kind, ReadOnlyMemory<byte> payload)
    {
        switch (kind)
        {
            case EntryKind.Interaction:
                var interaction = Interaction.Read(payload);
                return $"{interaction.Type} {interaction.MessageId} of source {interaction.Source}{(interaction.Historical ? ", historical" : "")}, received {interaction.ReceivedAt}, happened {interaction.Timestamp}, "
                    + $"name '{interaction.Name}', by {Joined(interaction.Identities.Select(identity => $"{identity.Kind}:{identity.Value}"))}: {Encoding.UTF8.GetString(interaction.Body.Span)}";
            case EntryKind.Tick:
                return $"({payload.Length} bytes)";
            case EntryKind.Ruleset:
                var from = new ByteReader(payload.Span);
                return $"format {from.Byte()}, number {from.Varint()}";
            case EntryKind.Message:
                return Message(ShardMessage.Read(payload.Span));
            case EntryKind.Delivery:
                var report = DeliveryReport.Read(payload.Span);
                return $"{report.Key} to {report.Customer}: {report.Outcome} by {report.Channel}, {report.Detail}";
            case EntryKind.Restate:
                var restatement = Restatement.Read(payload.Span);
                return $"epoch {restatement.Epoch}, up to {restatement.UpTo}{(restatement.Complete ? ", the last" : "")}: {Joined(restatement.Customers)}";
            case EntryKind.Launch:
                var launch = CampaignLaunch.Read(payload.Span);
                return $"{launch.Campaign}: {Joined(launch.Customers)}";
            case EntryKind.Version:
                return $"{EngineVersion.Read(payload.Span)}";
            case EntryKind.Past:
                var page = PastPage.Read(payload.Span);
                return $"{page.Generation}, {page.Aggregates.Count} aggregates, up to {page.UpTo}: {Joined(page.Pieces.Select(Piece))}";
            case EntryKind.Whole:
                var whole = WholePast.Read(payload.Span);
                return $"{whole.Generation} since {whole.Since}: {Joined(whole.Aggregates.Select(hash => hash.ToString("x16", null)))}";
            case EntryKind.Separating:
                var start = SeparationStart.Read(payload.Span);
                return $"{start.Stayer} without {start.Absorbed}";
            case EntryKind.Separated:
                var end = SeparationEnd.Read(payload.Span);
                return $"cut {end.Cut}, ruleset {end.Ruleset}, {end.Chunks.Count} chunks: {Of(Customer.Read(end.Stayer, end.Profile.Span, end.Work))} without {Given(GivenBack.Read(end.GivenBack.Span), end.Absorbed)}";
            case EntryKind.Erase:
                return $"{ErasureStart.Read(payload.Span).Customer}";
            case EntryKind.Erased:
                var erased = ErasedEntry.Read(payload.Span);
                return $"{erased.Kind} {erased.Number} from shard {erased.From.Value} under {erased.Ruleset}";
            default:
                throw new NotSupportedException($"Say what an entry of the kind {kind} is in words, and record one: tests/recorded/README.md says how.");
        }
    }

    private static string Message(ShardMessage message)
    {
        var about = message.Kind switch
        {
            MessageKind.Forward => $"{message.EntryKind} of {message.EntryPosition}: {Payload(message.EntryKind, message.First)}",
            MessageKind.Offer => Of(Customer.Read(message.Subject, message.First.Span, message.Second)),
            MessageKind.GivenBack => Given(GivenBack.Read(message.First.Span), message.Target),
            MessageKind.AccountTraits => $"{JsonDocument.Parse(message.First).RootElement} for {message.Second.Length / 8} members, as of {message.EntryPosition}",
            _ => $"{message.First.Length} and {message.Second.Length} bytes",
        };
        return $"{message.Kind} {message.Number} from shard {message.From.Value} under {message.Ruleset}, to {message.Target} ({message.For}), of {message.Subject} {message.Anchor.Kind}:{message.Anchor.Value}, "
            + $"about {message.Identity.Kind}:{message.Identity.Value} '{message.Text}' at {message.Time}{(message.Historical ? ", historical" : "")}{(message.ToAsker ? ", to who asked" : "")}: {about}";
    }

    private static string Given(GivenBack given, EntityId id) => $"{Of(given.ToCustomer(id))}, ruleset {given.Ruleset}, from {Joined(given.Interactions)}";

    private static string Piece(PastPiece piece)
    {
        var tracks = CustomerTracks.Read(piece.Tracks);
        return $"{piece.Customer} has {tracks.Count} due {tracks.Due}";
    }

    private static string Joined<T>(IEnumerable<T> items) => $"[{string.Join(", ", items)}]";
}
