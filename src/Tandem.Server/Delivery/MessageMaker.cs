using System.Net;
using Tandem.Connect.Channels;
using Tandem.Connect.Templates;
using Tandem.Engine.Effects;
using Tandem.Engine.Identities;
using Tandem.Engine.Policies;
using Tandem.Primitives;

namespace Tandem.Server.Delivery;

/// <summary>
/// The last checks before an attempt, and the mail itself: an effect becomes something to send, or an outcome that says
/// why not. Decides and does nothing. Thread-safe.
/// </summary>
public sealed class MessageMaker(SuppressionList suppressions, FindTemplate templates, ContactCheck contact, UnsubscribeLinks links, DeliveryOptions options)
{
    /// <summary>The message to send; null where the record has its outcome now.</summary>
    public (MessageRecord Record, OutgoingMessage? Message) Make(MessageRecord record, IChannel channel, DateTimeOffset now)
    {
        var effect = record.Effect;
        if (effect.Withheld is { } reason) return (record.End(DeliveryOutcome.Withheld, reason), null);
        if (effect.Channel != IdentityKinds.Email) return (record.End(DeliveryOutcome.Failed, $"There is no channel '{effect.Channel}'."), null);
        if (string.IsNullOrEmpty(effect.Address)) return (record.End(DeliveryOutcome.Withheld, ContactPolicy.NoAddress), null);
        if (suppressions.Find(effect.Channel, effect.Address) is { } suppression) return (record.End(DeliveryOutcome.Withheld, $"{ContactPolicy.Suppressed}: {suppression.Reason}"), null);
        if (!MailAddress.Parse(effect.Address).TryGet(out var to, out var wrong)) return Failed(record, wrong);
        if (templates(effect.Ruleset, effect.Template) is not { } template)
            return (record.End(DeliveryOutcome.Failed, $"Ruleset {effect.Ruleset} has no template '{effect.Template}'."), null);
        if (contact(effect, template.Spec.Purpose) is { } changed) return (record.End(DeliveryOutcome.Withheld, changed), null);
        var from = template.Spec.From is { } sender ? MailAddress.Parse(sender).Value : options.From;
        var link = template.Spec.Purpose == TemplatePurpose.Marketing ? links.Link(new(effect.Customer, effect.Channel, to.Address, effect.Key)) : null;

        var (subject, html, text) = ("", (string?)null, "");
        if (record.Content is { } kept)
        {
            (subject, html, text) = (kept.Subject, kept.Html, kept.Text);
        }
        else
        {
            IEnumerable<KeyValuePair<string, string>> extra = link is null ? [] : [new("unsubscribe_url", link.AbsoluteUri)];
            if (!template.Render(effect.Data, extra).TryGet(out var rendered, out var errors)) return Failed(record, errors);
            (subject, html, text) = link is null ? (rendered.Subject, rendered.Html, rendered.Text) : WithLink(rendered, link.AbsoluteUri);
        }
        var message = new OutgoingMessage { Key = effect.Key, From = from, To = to, Subject = subject, Html = html, Text = text, Date = now, Unsubscribe = link };
        var headers = MimeMessage.Headers(message);
        var content = new MessageContent(headers.First(header => header.Name == "From").Value, subject, html, text, [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))]);
        return (record.Attempt(channel.Name, channel.ReachesPeople, channel.RepeatsAreHarmless, content), message);
    }

    private static (MessageRecord, OutgoingMessage?) Failed(MessageRecord record, IEnumerable<Error> errors) =>
        (record.End(DeliveryOutcome.Failed, string.Join(" ", errors.Select(error => $"{error with { Hint = null }}"))), null);

    /// <summary>A template that forgot the link gets it at its end: every marketing mail can be left.</summary>
    private static (string Subject, string? Html, string Text) WithLink(RenderedMessage message, string link)
    {
        var shown = WebUtility.HtmlEncode(link);
        var html = message.Html;
        if (html is not null && !html.Contains(shown, StringComparison.Ordinal) && !html.Contains(link, StringComparison.Ordinal))
        {
            var footer = $"<p style=\"font-size:12px\"><a href=\"{shown}\">Unsubscribe</a></p>";
            var end = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
            html = end < 0 ? html + footer : html.Insert(end, footer);
        }
        var text = message.Text.Contains(link, StringComparison.Ordinal) ? message.Text : $"{message.Text.TrimEnd()}\n\nUnsubscribe: {link}\n";
        return (message.Subject, html, text);
    }
}
