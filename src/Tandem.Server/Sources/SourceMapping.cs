using System.Text.Json;
using Tandem.Engine.Interactions;

namespace Tandem.Server.Sources;

/// <summary>What the API shows of sources.</summary>
internal static class SourceMapping
{
    /// <param name="server">This server's own address, as the caller reached it.</param>
    /// <param name="openRejects">How many rejected items are not mended.</param>
    public static SourceModel ToModel(this KnownSource known, string server, long openRejects)
    {
        var (source, counts) = (known.Source, known.Traffic.Counts);
        return new(
            source.Name, source.Title, source.Channel.Length > 0 ? source.Channel : null, source.WriteKey, source.CreatedAt.ToDateTimeOffset(), counts.Accepted, counts.Rejected, openRejects, known.Traffic.PerSecond,
            counts.LastReceivedAt?.ToDateTimeOffset(), Snippets.For(server, source.WriteKey));
    }

    public static SourceItemModel ToModel(this LiveItem.Accepted item)
    {
        var interaction = item.Interaction;
        return new(
            item.Id.ToString(), interaction.ReceivedAt.ToDateTimeOffset(), interaction.Type.Word(), interaction.Name,
            [.. interaction.Identities.Select(identity => new SentIdentityModel(identity.Kind, identity.Value))],
            interaction.MessageId, JsonElement.Parse(interaction.Body.Span), item.Token.ToString());
    }

    public static RejectModel ToModel(this Reject reject, MendedReject? mended = null) =>
        new(reject.Id, reject.At.ToDateTimeOffset(), reject.Index, reject.Errors, reject.Body, reject.Endpoint, reject.Around, reject.IsCut, mended is { IsSent: true } ? mended.ToModel() : null);

    public static MendedModel ToModel(this MendedReject mended) => new(mended.At.ToDateTimeOffset(), mended.By, mended.Items);

    public static ReadItemModel ToModel(this AcceptedItem item) => new(
        item.Interaction.Type.Word(), item.Interaction.Name, [.. item.Interaction.Identities.Select(identity => new SentIdentityModel(identity.Kind, identity.Value))],
        item.Interaction.MessageId, item.Interaction.Timestamp.ToDateTimeOffset());
}
