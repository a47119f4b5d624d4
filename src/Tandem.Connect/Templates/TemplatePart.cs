using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.PathStructure;
using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>One field of a template (subject, html or text), ready to render. Thread-safe.</summary>
internal sealed class TemplatePart
{
    private readonly string field;
    private readonly HandlebarsTemplate<TextWriter, object, object> template;

    private TemplatePart(string field, HandlebarsTemplate<TextWriter, object, object> template)
    {
        this.field = field;
        this.template = template;
    }

    /// <param name="escape">Put values in as HTML text: for the field that is HTML.</param>
    public static Result<TemplatePart> Compile(string field, string source, bool escape)
    {
        if (source.Length > MessageTemplate.MaxLength)
            return new Error("template_too_long", $"It has {source.Length} characters; {MessageTemplate.MaxLength} are allowed.") { Path = field };
        var scanner = new TemplateScanner(field, source);
        return scanner.Scan().Then(rewritten => Make(field, rewritten, scanner.Sites, escape));
    }

    /// <summary>The rendered field; empty when something is wrong, which then stands in the data's errors.</summary>
    public string Render(TemplateData data)
    {
        using var writer = new LimitedWriter(MessageTemplate.MaxLength);
        try
        {
            template(writer, data);
            return writer.ToString();
        }
        catch (OutputTooLongException)
        {
            data.Errors.Add(new("output_too_long", $"The message would have more than {MessageTemplate.MaxLength} characters.") { Path = field, Hint = "Is there a loop over a long list?" });
        }
        catch (Exception e) when (IsOfTheEngine(e))
        {
            data.Errors.Add(new("template_failed", e.Message.ReplaceLineEndings(" ")) { Path = field });
        }
        return "";
    }

    private static Result<TemplatePart> Make(string field, string rewritten, IReadOnlyList<TemplateSite> sites, bool escape)
    {
        // Each part has its own environment: its printing helper knows its own sites.
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = new HtmlEncoder(),
            NoEscape = !escape,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        handlebars.Configuration.ObjectDescriptorProviders.Add(new PlainValues());
        TemplateHelpers.Register(handlebars);
        handlebars.RegisterHelper(TemplateHelpers.Print, (in EncodedTextWriter output, in HelperOptions options, in Context _, in Arguments arguments) =>
            Print(output, (TemplateData)options.Data[ChainSegment.Root]!, arguments[0], sites[Convert.ToInt32(arguments["at"], CultureInfo.InvariantCulture)]));
        try
        {
            using var reader = new StringReader(rewritten);
            return new TemplatePart(field, handlebars.Compile(reader));
        }
        catch (Exception e) when (IsOfTheEngine(e))
        {
            return new Error("template_syntax", e.Message.ReplaceLineEndings(" ")) { Path = field };
        }
    }

    /// <summary>
    /// Handlebars runs what authors write, and throws what comes where it did not expect it; one such template must fail
    /// its own messages and not the sending of all others.
    /// </summary>
    private static bool IsOfTheEngine(Exception e) =>
        e is HandlebarsException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException;

    private static void Print(in EncodedTextWriter output, TemplateData data, object? value, TemplateSite site)
    {
        if (value is TemplateProblem problem)
            data.Errors.Add(site.At(problem.Error));
        else if (TemplateHelpers.IsMissing(value))
            data.Errors.Add(site.Missing((value as UndefinedBindingResult)?.Value ?? ""));
        else if (TemplateHelpers.Format(value) is { } text)
            output.Write(text, encode: true);
        else
            data.Errors.Add(site.At(new("not_text", $"'{(site.Paths.Count > 0 ? site.Paths[0] : "this")}' is a list or a group of fields, not a text.") { Hint = "Name one field of it, or use {{#each ...}}." }));
    }
}
