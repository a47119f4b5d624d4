using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>A place in a template that puts a value into the message.</summary>
/// <param name="Field"><c>subject</c>, <c>html</c> or <c>text</c>.</param>
/// <param name="Paths">The fields that it reads, as written.</param>
internal sealed record TemplateSite(string Field, int Line, int Column, IReadOnlyList<string> Paths)
{
    public Error Missing(string lastSegment)
    {
        var path = Paths.FirstOrDefault(path => path.EndsWith(lastSegment, StringComparison.Ordinal)) ?? (Paths.Count > 0 ? Paths[0] : lastSegment);
        return At(new("missing_field", $"'{path}' has no value for this customer.")
        {
            Hint = $"Write {{{{default {path} \"...\"}}}}, or put the passage between {{{{#if {path}}}}} and {{{{/if}}}}.",
        });
    }

    public Error At(Error error) => error with { Path = Field, Line = Line, Column = Column };
}
