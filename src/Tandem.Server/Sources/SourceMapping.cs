using System.Text.Json;
using Tandem.Engine.Interactions;

namespace Tandem.Server.Sources;

/// <summary>What the API shows of sources.</summary>
internal static class SourceMapping
{
    /// <param name="server">This server's own address, as the caller reached it.</param>
    public static SourceModel ToModel(this KnownSource known, string server)
    {
        var (source, counts) = (known.Source, known.Traffic.Counts);
        return new(
            source.Name, source.Title, source.WriteKey, source.CreatedAt.ToDateTimeOffset(), counts.Accepted, counts.Rejected, known.Traffic.PerSecond,
            counts.LastReceivedAt?.ToDateTimeOffset(), Snippets.For(server, source.WriteKey));
    }

    public static SourceItemModel ToModel(this LiveItem.Accepted item)
    {
        var interaction = item.Interaction;
        return new(
            interaction.ReceivedAt.ToDateTimeOffset(), interaction.Type.Word(), interaction.Name,
            [.. interaction.Identities.Select(identity => new SentIdentityModel(identity.Kind, identity.Value))],
            interaction.MessageId, JsonElement.Parse(interaction.Body.Span), item.Token.ToString());
    }

    public static RejectModel ToModel(this Reject reject) =>
        new(reject.Id, reject.At.ToDateTimeOffset(), reject.Index, reject.Errors, reject.Body, reject.Endpoint);
}
