using System.Net;
using System.Text.Json;
using Tandem.Engine.Identities;
using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;
using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>
/// What a customer sees who wants no more mail. Looking changes nothing, as scanners open every link of a mail; the
/// button and the mail program's own one-click (RFC 8058) both post. What they say goes the way of every interaction.
/// </summary>
public sealed class UnsubscribePages(UnsubscribeLinks links, IInbox inbox, FindAnchor anchors, TimeProvider time, int shardCount, string workspace)
{
    /// <summary>The engine's own source.</summary>
    private const int Engine = 0;

    public IResult Ask(string token) => links.Read(token).TryGet(out var link, out var errors)
        ? Page(200, "Unsubscribe?", $"Mails of <b>{Text(workspace)}</b> go to <b>{Text(link.Address)}</b>.", Button(token, "", "Unsubscribe"))
        : Refused(errors[0]);

    public async Task<IResult> Unsubscribe(string token)
    {
        if (!links.Read(token).TryGet(out var link, out var errors)) return Refused(errors[0]);
        return await Accept(link, "Unsubscribed", granted: false)
            ? Page(200, "You are unsubscribed", $"<b>{Text(link.Address)}</b> gets no more advertising from <b>{Text(workspace)}</b>.", "<p>A mistake?</p>" + Button(token, "/undo", "Subscribe again"))
            : Busy();
    }

    public async Task<IResult> Undo(string token)
    {
        if (!links.Read(token).TryGet(out var link, out var errors)) return Refused(errors[0]);
        return await Accept(link, "Resubscribed", granted: true)
            ? Page(200, "You are subscribed again", $"Mails of <b>{Text(workspace)}</b> go to <b>{Text(link.Address)}</b> as before.", Button(token, "", "Unsubscribe"))
            : Busy();
    }

    /// <returns>False where it cannot be stored now. When true, it is durable.</returns>
    private async ValueTask<bool> Accept(UnsubscribeToken link, string name, bool granted)
    {
        var now = Instant.From(time.GetUtcNow());
        // It holds for whoever got the mail and for whoever is known by its address: a family may share one. Where both
        // are the same customer, the second is a duplicate.
        var address = new Identity(link.Channel, IdentityKinds.Normalize(link.Channel, link.Address) ?? link.Address);
        IEnumerable<Identity> people = anchors(link.Customer) is { } anchor ? [anchor, address] : [address];
        // The moment is part of the id: who unsubscribes, comes back and leaves again means each of the three.
        var messageId = $"{name}-{Xxh64.Hash(System.Text.Encoding.UTF8.GetBytes(link.MessageKey)):x16}-{now.Micros:x}";
        var arrivals = people.Distinct().Select(identity => Arrival(identity, new()
        {
            Type = InteractionType.Track,
            Source = Engine,
            ReceivedAt = now,
            Timestamp = now,
            MessageId = messageId,
            Name = name,
            Identities = [identity],
            Body = Body(link, name, granted, messageId, now),
        })).ToArray();
        try
        {
            await inbox.Accept(arrivals);
            return true;
        }
        catch (Exception e) when (e is OverloadedException or StorageFullException)
        {
            return false;
        }
    }

    private Arrival Arrival(Identity identity, Interaction interaction)
    {
        var payload = new ByteWriter(512);
        interaction.Write(payload);
        return new(identity.Shard(shardCount), EntryKind.Interaction, payload.ToArray(), interaction);
    }

    private static byte[] Body(UnsubscribeToken link, string name, bool granted, string messageId, Instant now) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "track",
        @event = name,
        messageId,
        timestamp = now.ToString(),
        properties = new { channel = link.Channel, address = link.Address, message = link.MessageKey },
        context = new { consent = new { categoryPreferences = new Dictionary<string, bool> { [link.Channel] = granted } } },
    });

    private static IResult Refused(Error error) => Page(400, "This link does not work", $"{Text(error.Message)} {Text(error.Hint ?? "")}", "");

    private static IResult Busy() => Page(503, "Not just now", "Your wish could not be stored this moment. Please try again in a minute.", "");

    private string Button(string token, string path, string label) =>
        $"<form method=\"post\" action=\"{Text(links.Path(token) + path)}\"><button type=\"submit\">{label}</button></form>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static HtmlPage Page(int status, string title, string text, string below) => new(status, $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{{title}}</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 15vh auto; padding: 0 1.5rem }
        h1 { font-size: 1.5rem }
        button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .5rem; background: #1c5fd4; color: #fff; cursor: pointer }
        button:focus-visible { outline: 3px solid #8ab4ff; outline-offset: 2px }
        </style>
        </head>
        <body><main><h1>{{title}}</h1><p>{{text}}</p>{{below}}</main></body>
        </html>
        """);
}
