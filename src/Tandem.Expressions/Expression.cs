using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Expressions.Json;
using Tandem.Expressions.Parsing;
using Tandem.Expressions.Syntax;
using Tandem.Primitives;

namespace Tandem.Expressions;

/// <summary>A text of the language, parsed and nothing more: what formatters and editors work with. Immutable and thread-safe.</summary>
public sealed class Expression
{
    // A node is an object within an object within an array at most.
    private const int JsonLevels = 3;

    private readonly Node tree;

    private Expression(string text, Node tree) => (Text, this.tree) = (text, tree);

    public string Text { get; }

    /// <summary>The text in its one canonical form: no more brackets than needed, one space around operators, no comments. Two texts with one tree have one form.</summary>
    public string Canonical => Printer.Print(tree);

    /// <summary>The expression, or the first mistake in it with line, column and caret.</summary>
    public static Result<Expression> Parse(string text, Limits? limits = null)
    {
        var (tree, problem) = Parser.Parse(text, limits ?? Limits.Default);
        return tree is null
            ? Result.Fail<Expression>([.. new[] { problem }.OfType<Problem>().Select(new SourceText(text).Describe)])
            : new Expression(text, tree);
    }

    /// <summary>The expression of a tree that <see cref="ToJson"/> made or an editor changed; its text is the canonical form. Spans are not read.</summary>
    public static Result<Expression> FromJson(string json, Limits? limits = null)
    {
        var bounds = limits ?? Limits.Default;
        if (SourceText.HalfCharacterIn(json) >= 0) return new Error("bad_json", "This is no JSON: it holds half of a character.");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonLevels * (bounds.MaxDepth + 1) });
            return Parse(Printer.Print(TreeReader.Read(document.RootElement, "$")), bounds);
        }
        catch (TreeException exception)
        {
            return exception.Error;
        }
        catch (JsonException exception)
        {
            return new Error("bad_json", "This is no JSON, or it is nested too deep.") { Line = (int?)(exception.LineNumber + 1), Column = (int?)(exception.BytePositionInLine + 1) };
        }
    }

    /// <summary>
    /// The tree as JSON: one object a node, with its <c>kind</c>, its parts by name, and the <c>span</c> of <see cref="Text"/>
    /// that it stands for (from, to; UTF-16 units), so that an editor can change one part and leave the rest as it was written.
    /// </summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = JsonLevels * (tree.Depth + 1) };
        using (var json = new Utf8JsonWriter(stream, options)) TreeWriter.Write(json, tree);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    public override string ToString() => Text;
}
