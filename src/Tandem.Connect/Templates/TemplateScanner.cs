using System.Text;
using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>
/// Reads one field of a template tag by tag, before Handlebars does: finds every mistake with its line and column, and
/// rewrites what prints (<c>{{x}}</c> to <c>{{print_value x at=N}}</c>), so that a render knows where it stands.
/// </summary>
internal sealed class TemplateScanner(string field, string source)
{
    private static readonly string[] Blocks = ["if", "unless", "each", "with"];

    private readonly StringBuilder output = new(source.Length + 256);
    private readonly List<TemplateSite> sites = [];
    private readonly List<Error> errors = [];

    // Enters: between its tags names are read from another value, so that ../ has a place to go.
    private readonly Stack<(string Name, int At, bool Enters)> open = new();

    public IReadOnlyList<TemplateSite> Sites => sites;

    /// <summary>The source for Handlebars, or everything that is wrong with it.</summary>
    public Result<string> Scan()
    {
        var at = 0;
        while (source.IndexOf("{{", at, StringComparison.Ordinal) is var tag and >= 0)
        {
            // \{{ stands for the braces themselves, \\{{ for one backslash before a tag. Handlebars sees neither: its own
            // reading of backslashes would take in tags that nobody checked here.
            var backslashes = 0;
            while (tag - backslashes > at && source[tag - backslashes - 1] == '\\') backslashes++;
            Text(source.AsSpan(at, tag - backslashes - at));
            for (var i = 0; i < backslashes / 2; i++) Literal('\\');
            if (backslashes % 2 == 1)
            {
                Literal('{');
                Literal('{');
                at = tag + 2;
                continue;
            }
            at = Tag(tag);
        }
        Text(source.AsSpan(at));
        foreach (var (name, start, _) in open) Fail(start, "block_open", $"'{{{{#{name}}}}}' is never closed.", $"Put {{{{/{name}}}}} where it ends.");
        return errors.Count == 0 ? Result.Ok(output.ToString()) : Result.Fail<string>([.. errors.OrderBy(error => (error.Line, error.Column))]);
    }

    /// <summary>Text between tags: a brace that touches one would become part of it.</summary>
    private void Text(ReadOnlySpan<char> text)
    {
        var inner = text.TrimStart('}');
        for (var i = inner.Length; i < text.Length; i++) Literal('}');
        var plain = inner.TrimEnd('{');
        output.Append(plain);
        for (var i = plain.Length; i < inner.Length; i++) Literal('{');
    }

    private void Literal(char c) => output.Append("{{").Append(TemplateHelpers.Literal).Append(' ').Append(TemplateHelpers.Literals.IndexOf(c)).Append("}}");

    /// <summary>Handles the tag that begins here and answers where the text goes on.</summary>
    private int Tag(int start)
    {
        if (Starts(start, "{{!--")) return Comment(start, "--}}", "--~}}");
        if (Starts(start, "{{!")) return Comment(start, "}}", "~}}");
        if (Starts(start, "{{{") || Starts(start, "{{&") || Starts(start, "{{~{"))
        {
            Fail(start, "raw_output", "A value cannot be put into a message without escaping.", "Use two braces: {{...}}.");
            return After(start, "}}}") ?? After(start, "}}") ?? source.Length;
        }
        if (End(start + 2) is not { } end)
        {
            Fail(start, "tag_open", "'{{' is never closed.", "Close it with }}, or write \\{{ for the two braces themselves.");
            return source.Length;
        }

        var from = start + 2;
        var to = end;
        var before = source[from] == '~' ? "~" : "";
        if (before.Length > 0) from++;
        var after = to > from && source[to - 1] == '~' ? " ~" : "";
        if (after.Length > 0) to--;
        while (from < to && char.IsWhiteSpace(source[from])) from++;

        var content = Content(start, from, to);
        if (content is not null) output.Append("{{").Append(before).Append(content).Append(after).Append("}}");
        return end + 2;
    }

    private string? Content(int start, int from, int to)
    {
        if (from == to) return Fail(start, "tag_empty", "The braces are empty.", "Name a field: {{customer.traits.firstName}}.");
        switch (source[from])
        {
            case '#':
                return Block(start, from + 1, to);
            case '/':
                return Close(start, source[(from + 1)..to].Trim());
            case '>':
                return Fail(start, "no_partials", "A template cannot include another one.", "Put the passage here.");
            case '^' when source[(from + 1)..to].Trim().Length > 0:
                return Fail(start, "no_inverse", "'{{^...}}' is not known here.", "Use {{#unless ...}}.");
            case '*':
                return Fail(start, "no_decorators", "'{{*...}}' is not known here.", "Take it out.");
        }
        var content = source[from..to].TrimEnd();
        if (content == "^" || content == "else") return Else(start, content);
        if (content.StartsWith("else ", StringComparison.Ordinal)) return ElseIf(start, from, to);
        return Expression(from, to, blockArguments: false) is { } value ? Printed(start, value) : null;
    }

    private string Printed(int start, TemplateExpression value)
    {
        var (line, column) = Position(start);
        sites.Add(new(field, line, column, value.Paths));
        var text = value.IsCall ? $"({value.Source})" : value.Source;
        return $"{TemplateHelpers.Print} {text} at={sites.Count - 1}";
    }

    private string? Block(int start, int from, int to)
    {
        var nameEnd = from;
        while (nameEnd < to && !char.IsWhiteSpace(source[nameEnd])) nameEnd++;
        var name = source[from..nameEnd];
        var levels = Levels;
        // Pushed even when unknown, so that its end is not reported as well.
        open.Push((name, start, name is "each" or "with"));
        if (!Blocks.Contains(name)) return Fail(start, "unknown_block", $"'{{{{#{name}}}}}' is not known.", "Known are #if, #unless, #each and #with.");
        return Expression(nameEnd, to, blockArguments: true, levels) is { } value ? $"#{name} {value.BlockSource}" : null;
    }

    private string? Close(int start, string name)
    {
        if (open.Count == 0) return Fail(start, "block_not_open", $"'{{{{/{name}}}}}' closes nothing.", $"Put {{{{#{name} ...}}}} where it begins, or take it out.");
        var (opened, at, _) = open.Pop();
        return opened == name ? "/" + name : Fail(start, "block_mismatch", $"'{{{{/{name}}}}}' stands where '{{{{#{opened}}}}}' of line {Position(at).Line} should be closed.", $"Write {{{{/{opened}}}}}.");
    }

    private string? Else(int start, string content)
    {
        if (!open.TryPop(out var block)) return Fail(start, "else_outside", "'{{else}}' stands outside of a block.", "It belongs between {{#if ...}} and {{/if}}.");
        open.Push(block with { Enters = false });
        return content;
    }

    private string? ElseIf(int start, int from, int to)
    {
        var rest = from + "else ".Length;
        while (rest < to && char.IsWhiteSpace(source[rest])) rest++;
        if (!Starts(rest, "if ")) return Fail(start, "unknown_else", "Only '{{else}}' and '{{else if ...}}' are known.", "Write {{else if customer.traits.name}}.");
        if (Else(start, "else") is null) return null;
        return Expression(rest + "if ".Length, to, blockArguments: true) is { } value ? $"else if {value.BlockSource}" : null;
    }

    private int Levels => open.Count(block => block.Enters);

    private TemplateExpression? Expression(int from, int to, bool blockArguments, int? levels = null)
    {
        var parser = new TemplateExpressionParser(source, from, to, blockArguments, levels ?? Levels);
        if (parser.Parse() is { } value) return value;
        Fail(parser.Failure.At, parser.Failure.Code, parser.Failure.Message, parser.Failure.Hint);
        return null;
    }

    private int Comment(int start, string end, string tildeEnd)
    {
        if ((After(start, end) ?? After(start, tildeEnd)) is { } next) return next;
        Fail(start, "comment_open", "The comment is never closed.", $"Close it with {end}.");
        return source.Length;
    }

    /// <summary>Where the <c>}}</c> of a tag begins, past any texts in quotes.</summary>
    private int? End(int from)
    {
        var quote = '\0';
        for (var i = from; i < source.Length; i++)
        {
            var c = source[i];
            if (quote != '\0')
            {
                if (c == '\\') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'') quote = c;
            else if (c == '}' && i + 1 < source.Length && source[i + 1] == '}') return i;
        }
        return null;
    }

    private int? After(int from, string text) => source.IndexOf(text, from, StringComparison.Ordinal) is var at and >= 0 ? at + text.Length : null;

    private bool Starts(int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private string? Fail(int at, string code, string message, string? hint)
    {
        var (line, column) = Position(at);
        errors.Add(new(code, message) { Path = field, Line = line, Column = column, Hint = hint });
        return null;
    }

    private (int Line, int Column) Position(int at)
    {
        var before = source.AsSpan(0, at);
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
