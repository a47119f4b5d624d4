using System.Text.RegularExpressions;
using Tandem.Connect.Templates;
using Tandem.Engine.Effects;
using Tandem.Governance.Definitions;
using Tandem.Governance.Definitions.Nodes;

namespace Tandem.Server.Definitions;

/// <summary>Templates as written: <c>channel, purpose, from, subject, html, text</c>.</summary>
public static partial class TemplateReader
{
    /// <summary>Right only where no error was added.</summary>
    public static TemplateSpec Read(Definition definition, ErrorList errors)
    {
        var fields = definition.Read(errors).Map("channel", "purpose", "from", "subject", "html", "text");
        var spec = new TemplateSpec(
            definition.Name,
            definition.Version,
            References.Channel(fields.Required("channel")),
            fields.Required("purpose").OneOf(TemplatePurpose.Transactional, ("marketing", TemplatePurpose.Marketing), ("transactional", TemplatePurpose.Transactional)),
            fields.Optional("from").TextOrNull(),
            fields.Required("subject").Text(),
            fields.Optional("html").TextOrNull(),
            fields.Optional("text").TextOrNull());
        if (spec.Html is null && spec.Text is null) fields.Fail("missing", "A message needs html, text or both.", "Add html: …");
        else if (spec.Subject.Length > 0) Compile(spec, fields);
        if (spec.Purpose == TemplatePurpose.Marketing)
        {
            NeedsUnsubscribe(fields.Optional("html"));
            NeedsUnsubscribe(fields.Optional("text"));
        }
        return spec;
    }

    /// <summary>The channel, without reading the rest; empty where it is not written as it should be.</summary>
    internal static string ChannelOf(Definition definition) =>
        definition.Spec is MapNode map && map.Find("channel") is ScalarNode { Type: ScalarType.Text } channel ? channel.Text : "";

    private static void Compile(TemplateSpec spec, MapCursor fields)
    {
        // The checked text is what the fields hold, so that the compiler's places are places in the fields.
        foreach (var error in MessageTemplate.Compile(spec).Errors)
            fields.Optional(error.Path ?? "subject").AddInside(error);
    }

    private static void NeedsUnsubscribe(NodeCursor body)
    {
        if (body.IsThere && !Unsubscribe().IsMatch(body.Text()))
            body.Fail("no_unsubscribe", "A marketing mail must let the customer unsubscribe, and this has no {{unsubscribe_url}}.", "Add a link: <a href=\"{{unsubscribe_url}}\">Unsubscribe</a>. A mail that needs none has purpose: transactional.");
    }

    [GeneratedRegex(@"\{\{\{?\s*unsubscribe_url\s*\}?\}\}")]
    private static partial Regex Unsubscribe();
}
