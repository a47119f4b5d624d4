using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tandem.Connect.Channels;
using Tandem.Engine.Effects;
using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>
/// A compiled template of a message. In html every value is escaped; in subject and text none is. A field that a
/// customer lacks is an error, not an empty place, unless <c>{{default}}</c> or <c>{{#if}}</c> guards it. Thread-safe.
/// </summary>
public sealed class MessageTemplate
{
    /// <summary>The most characters of one field, both of the template and of what it makes.</summary>
    public const int MaxLength = 500_000;

    private readonly TemplatePart subject;
    private readonly TemplatePart? html, text;

    private MessageTemplate(TemplateSpec spec, TemplatePart subject, TemplatePart? html, TemplatePart? text)
    {
        Spec = spec;
        this.subject = subject;
        this.html = html;
        this.text = text;
    }

    public TemplateSpec Spec { get; }

    /// <summary>All mistakes of all fields at once, each with its field as <see cref="Error.Path"/>, line and column.</summary>
    public static Result<MessageTemplate> Compile(TemplateSpec spec)
    {
        var errors = ImmutableArray.CreateBuilder<Error>();
        if (string.IsNullOrWhiteSpace(spec.Subject)) errors.Add(new("subject_missing", "A message needs a subject.") { Path = "subject" });
        if (spec.Html is null && spec.Text is null) errors.Add(new("body_missing", "A message needs html, text or both.") { Path = "html" });
        if (spec.From is { } from && !MailAddress.Parse(from).TryGet(out _, out var wrong)) errors.AddRange(wrong.Select(error => error with { Path = "from" }));
        var subject = Part("subject", spec.Subject, escape: false, errors);
        var html = spec.Html is null ? null : Part("html", spec.Html, escape: true, errors);
        var text = spec.Text is null ? null : Part("text", spec.Text, escape: false, errors);
        return errors.Count == 0 && subject is not null ? new MessageTemplate(spec, subject, html, text) : Result.Fail<MessageTemplate>(errors.ToImmutable());
    }

    /// <param name="json">UTF-8 JSON, an object: what the template's fields are read from.</param>
    /// <param name="extra">More fields beside it, such as <c>unsubscribe_url</c>.</param>
    public Result<RenderedMessage> Render(ReadOnlyMemory<byte> json, params IEnumerable<KeyValuePair<string, string>> extra)
    {
        TemplateData data;
        try
        {
            data = TemplateData.Read(json, extra);
        }
        catch (JsonException e)
        {
            return new Error("template_data", "The data of the message is damaged: " + e.Message);
        }
        var line = OneLine(subject.Render(data));
        var rendered = html?.Render(data);
        var plain = text?.Render(data);
        if (data.Errors.Count == 0 && line.Length == 0) data.Errors.Add(new("subject_empty", "The subject came out empty.") { Path = "subject", Line = 1, Column = 1 });
        if (data.Errors.Count > 0) return Result.Fail<RenderedMessage>([.. data.Errors]);
        return new RenderedMessage(line, rendered, plain ?? HtmlText.From(rendered!));
    }

    private static TemplatePart? Part(string field, string source, bool escape, ImmutableArray<Error>.Builder errors)
    {
        if (TemplatePart.Compile(field, source, escape).TryGet(out var part, out var failures)) return part;
        errors.AddRange(failures);
        return null;
    }

    /// <summary>A subject is a header: line ends and other control characters become spaces.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text) line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        return line.ToString().Trim();
    }
}
